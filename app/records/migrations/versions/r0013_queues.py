"""What the queues need: moves of cases, print jobs, files for the bank, reports of dealers, settings of all desks."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_LIFE = (
    """UPDATE cases SET state = 'being_carried_out' WHERE state = 'open'
    AND EXISTS (SELECT 1 FROM sim_jobs WHERE sim_jobs.case_number = cases.number)""",
    """UPDATE cases SET state = 'being_carried_out' WHERE state = 'done' AND EXISTS (SELECT 1 FROM refunds
    WHERE refunds.case_number = cases.number AND refunds.state NOT IN ('paid', 'cancelled'))""",
    # What was undone had been recorded in the state its entry in the journal names.
    """INSERT INTO case_moves (case_id, position, before, after, at, "by", reason, readings)
    SELECT id, 0, '', CASE WHEN state IN ('cancelled', 'corrected') THEN coalesce((SELECT substr(journal.what, 6)
    FROM journal WHERE journal."on" = cases.number AND journal.what IN ('case_open', 'case_waits_for_approval')
    LIMIT 1), 'done') ELSE state END, recorded_at, agent, '', '{}' FROM cases""",
    """INSERT INTO case_moves (case_id, position, before, after, at, "by", reason, readings)
    SELECT cases.id, 1, case_moves.after, cases.state, undone.recorded_at, undone.agent, '', '{}' FROM cases
    JOIN cases AS undone ON undone.number = cases.undone_by
    JOIN case_moves ON case_moves.case_id = cases.id WHERE cases.state IN ('cancelled', 'corrected')""",
)
"""How cases recorded before came to where they are."""


def upgrade() -> None:
    """Make the tables and columns; cases recorded before get the state and the moves they would have had."""
    _make_settings_and_moves()
    _make_letter_queue()
    _make_refund_files()
    by_day = ["state", "refund_due_by", "recorded_at", "agent"]
    op.create_index(op.f("ix_cases_state_refund_due_by_recorded_at_agent"), "cases", by_day)
    op.add_column("letters", sa.Column("send_by", sa.Date(), nullable=True))
    op.create_index(op.f("ix_letters_state_send_by"), "letters", ["state", "send_by"])
    op.add_column("sim_jobs", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("sim_jobs", sa.Column("reported_at", sa.DateTime(), nullable=True))
    op.add_column("sim_jobs", sa.Column("taken_in_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("sim_jobs") as jobs:
        jobs.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("sim_jobs") as jobs:
        jobs.alter_column("version", server_default=None)
    op.create_index(op.f("ix_sim_jobs_state_due_on"), "sim_jobs", ["state", "due_on"])
    op.drop_index(op.f("ix_sim_jobs_dealer_number_state"), "sim_jobs")
    op.create_index(op.f("ix_sim_jobs_dealer_number_state_due_on"), "sim_jobs", ["dealer_number", "state", "due_on"])
    left = sa.text("state <> 'done'")
    op.create_index(op.f("ix_sim_jobs_due_on"), "sim_jobs", ["due_on"], sqlite_where=left, postgresql_where=left)
    untaken = sa.text("taken_in_at IS NULL AND state <> 'open'")
    op.create_index(
        op.f("ix_sim_jobs_reported_at"), "sim_jobs", ["reported_at"], sqlite_where=untaken, postgresql_where=untaken
    )
    with op.batch_alter_table("refunds") as refunds:
        refunds.add_column(sa.Column("iban", sa.String(length=34), nullable=False, server_default=""))
        refunds.add_column(sa.Column("holder", sa.Text(), nullable=False, server_default=""))
        refunds.add_column(sa.Column("interest", sa.Integer(), nullable=True))
        refunds.add_column(sa.Column("export_number", sa.String(length=20), nullable=True))
        refunds.add_column(sa.Column("paid_on", sa.Date(), nullable=True))
        refunds.add_column(sa.Column("said", sa.Text(), nullable=False, server_default=""))
        refunds.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        refunds.create_check_constraint(op.f("ck_refunds_interest"), "interest >= 0")
        refunds.create_foreign_key(op.f("fk_refunds_case_number_cases"), "cases", ["case_number"], ["number"])
        refunds.create_foreign_key(
            op.f("fk_refunds_export_number_refund_exports"), "refund_exports", ["export_number"], ["number"]
        )
        refunds.create_index(op.f("ix_refunds_export_number"), ["export_number"])
    # The rows there are have their values now; new ones bring their own.
    with op.batch_alter_table("refunds") as refunds:
        for name in ("iban", "holder", "said", "version"):
            refunds.alter_column(name, server_default=None)
    for statement in _LIFE:
        op.execute(statement)
    _give_days_to_jobs()


def _give_days_to_jobs() -> None:
    """What a dealer had still to do is due a week after it was ordered: as many working days as later jobs get."""
    jobs = sa.table("sim_jobs", *(sa.column(name) for name in ("id", "case_number", "state")),
                    *(sa.column(name, sa.Date()) for name in ("ordered_on", "due_on")))  # fmt: skip
    cases = sa.table("cases", sa.column("number"), sa.column("state"))
    going_on = sa.select(cases.c.number).where(cases.c.state == "being_carried_out")
    left = sa.select(jobs.c.id, jobs.c.ordered_on).where(jobs.c.state != "done", jobs.c.case_number.in_(going_on))
    for job in op.get_bind().execute(left).all():
        due_on = job.ordered_on + timedelta(days=7)
        op.execute(jobs.update().where(jobs.c.id == job.id).values(due_on=due_on))


def _make_settings_and_moves() -> None:
    op.create_table(
        "organisation_settings",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_organisation_settings")),
    )
    op.create_table(
        "case_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_moves_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_moves")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_case_moves_case_id_position")),
    )


def _make_letter_queue() -> None:
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("tray", sa.String(length=40), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("sides", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("spooler_job", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'printing', 'paused', 'printed', 'failed', 'cancelled')",
            name=op.f("ck_print_jobs_state"),
        ),
        sa.CheckConstraint("language IN ('nl', 'fr', 'de', 'en')", name=op.f("ck_print_jobs_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
        sa.UniqueConstraint("number", name=op.f("uq_print_jobs_number")),
    )
    op.create_index(op.f("ix_print_jobs_state"), "print_jobs", ["state"])
    op.create_table(
        "printed_letters",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'printed', 'failed', 'cancelled')",
            name=op.f("ck_printed_letters_state"),
        ),
        sa.ForeignKeyConstraint(["job_id"], ["print_jobs.id"], name=op.f("fk_printed_letters_job_id_print_jobs")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_printed_letters_letter_id_letters")),
        sa.PrimaryKeyConstraint("job_id", "letter_id", name=op.f("pk_printed_letters")),
        sa.UniqueConstraint("job_id", "position", name=op.f("uq_printed_letters_job_id_position")),
    )
    op.create_index(op.f("ix_printed_letters_letter_id"), "printed_letters", ["letter_id"])
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "way IN ('printed', 'copy_printed', 'saved', 'mail_file', 'mailed')", name=op.f("ck_dispatches_way")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_dispatches_letter_id_letters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index(op.f("ix_dispatches_letter_id"), "dispatches", ["letter_id"])
    op.create_index(op.f("ix_dispatches_at"), "dispatches", ["at"])


def _make_refund_files() -> None:
    op.create_table(
        "refund_exports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('transfers', 'cards')", name=op.f("ck_refund_exports_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_exports")),
        sa.UniqueConstraint("number", name=op.f("uq_refund_exports_number")),
    )
    op.create_table(
        "bank_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_answers")),
        sa.UniqueConstraint("sha256", name=op.f("uq_bank_answers_sha256")),
    )
    op.create_index(op.f("ix_bank_answers_read_at"), "bank_answers", ["read_at"])
