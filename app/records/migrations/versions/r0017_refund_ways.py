"""The way each older refund goes back: the account the customer gave, or the means it was paid by last."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

_HOLDER = """SELECT CASE WHEN company_name <> '' THEN company_name ELSE trim(given_name || ' ' || family_name) END
    FROM customers WHERE customers.id = refunds.customer_id"""
_PAID = """SELECT payments.{column} FROM payments
    JOIN invoices ON invoices.id = payments.invoice_id
    LEFT JOIN bookings ON bookings.id = invoices.booking_id
    LEFT JOIN service_inclusive ON service_inclusive.id = invoices.service_inclusive_id
    WHERE refunds.subject IN (bookings.number, service_inclusive.number)
    ORDER BY payments.paid_on DESC, payments.id DESC LIMIT 1"""


def upgrade() -> None:
    """Until now a refund said ``same`` or ``other``, and the account stood in what the letter says."""
    op.execute(
        f"UPDATE refunds SET iban = replace(means_label, ' ', ''), holder = ({_HOLDER}), means = 'transfer', "
        "means_label = '' WHERE means = 'other' AND length(replace(means_label, ' ', '')) <= 34"
    )
    means, label = _PAID.format(column="means"), _PAID.format(column="means_label")
    op.execute(
        f"UPDATE refunds SET means_label = coalesce(({label}), means_label), means = coalesce(({means}), '') "
        "WHERE means = 'same'"
    )
