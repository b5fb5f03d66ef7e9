"""What guards the refunds on a server: each euro is seen by two people, and goes where it was seen to go.

A refund comes with the recording of its case, or with the decision of another supervisor on it. Its amount is set by
that decision and never afterwards. Whoever entered the case, the refund, its amount or its account does not release it;
what is released keeps its amount and account until it is taken back or comes back from the bank.
"""

from __future__ import annotations

from app.records.refund_moves import MOVES
from app.records.roles import OWNER

_KNOWN_WAYS = ", ".join(f"'{before}>{after}'" for before, after in MOVES)

FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION public.guard_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_case record;
        moves boolean;
    BEGIN
        IF pg_has_role(session_user, '{OWNER}', 'member') THEN
            RETURN NEW;
        END IF;
        SELECT state, entered_by, customer_id INTO of_case FROM public.cases WHERE number = NEW.case_number;
        IF TG_OP = 'INSERT' THEN
            NEW.entered_by := public.desk_name();
            IF NEW.state NOT IN ('waits_for_approval', 'to_release') THEN
                RAISE insufficient_privilege USING MESSAGE = 'a new refund waits, or is to be released';
            ELSIF of_case.state IS NULL THEN
                RETURN NEW;  -- the foreign key refuses it
            ELSIF NEW.customer_id <> of_case.customer_id THEN
                RAISE insufficient_privilege USING MESSAGE = 'money goes back to the customer of the case';
            ELSIF of_case.entered_by IS DISTINCT FROM session_user
                OR NEW.state = 'to_release' AND of_case.state = 'waits_for_approval' THEN
                PERFORM public.desk_may_approve(of_case.entered_by::text);
            END IF;
            NEW.interest := NULL;
            NEW.export_number := NULL;
            NEW.paid_on := NULL;
            NEW.released_by := '';
            NEW.released_at := NULL;
            RETURN NEW;
        END IF;
        moves := NEW.state <> OLD.state;
        NEW.entered_by := OLD.entered_by;
        NEW.released_by := OLD.released_by;
        NEW.released_at := OLD.released_at;
        IF (NEW.amount, NEW.due_by) IS DISTINCT FROM (OLD.amount, OLD.due_by) THEN
            IF OLD.state <> 'waits_for_approval' OR of_case.state <> 'waits_for_approval' THEN
                RAISE insufficient_privilege USING MESSAGE = 'the amount of this refund is decided';
            END IF;
            PERFORM public.desk_may_approve(of_case.entered_by::text);
            NEW.entered_by := public.desk_name();
        END IF;
        IF (NEW.iban, NEW.holder, NEW.means, NEW.means_label)
            IS DISTINCT FROM (OLD.iban, OLD.holder, OLD.means, OLD.means_label) THEN
            IF NOT moves AND OLD.state IN ('waits_for_approval', 'to_release', 'rejected') THEN
                NEW.entered_by := public.desk_name();
            ELSIF NEW.state <> 'rejected'
                OR (NEW.iban, NEW.holder, NEW.means, NEW.means_label) <> ('', '', OLD.means, OLD.means_label) THEN
                RAISE insufficient_privilege USING MESSAGE = 'this refund goes to the account it has';
            END IF;
        END IF;
        IF NEW.interest IS DISTINCT FROM OLD.interest AND NEW.interest IS NOT NULL
            AND (NOT moves OR NEW.state <> 'released' OR NEW.due_by IS NULL OR NEW.interest > NEW.amount)
            OR NEW.interest IS DISTINCT FROM OLD.interest AND NOT moves THEN
            RAISE insufficient_privilege USING MESSAGE = 'interest is fixed when a late refund is released';
        END IF;
        IF NEW.export_number IS DISTINCT FROM OLD.export_number
            AND NOT (moves AND (NEW.state = 'exported' OR NEW.state = 'released' AND NEW.export_number IS NULL)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a refund stays in the file it left in';
        END IF;
        IF NEW.paid_on IS DISTINCT FROM OLD.paid_on AND NOT (moves AND 'paid' IN (OLD.state, NEW.state)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a refund is paid when the bank says so';
        END IF;
        IF NOT moves THEN
            RETURN NEW;
        END IF;
        IF OLD.state || '>' || NEW.state NOT IN ({_KNOWN_WAYS}) THEN
            RAISE insufficient_privilege
                USING MESSAGE = format('a refund does not go from %s to %s', OLD.state, NEW.state);
        END IF;
        IF NEW.state IN ('released', 'exported', 'paid')
            AND of_case.state IN ('waits_for_approval', 'sent_back', 'cancelled', 'corrected') THEN
            RAISE insufficient_privilege USING MESSAGE = 'the case of this refund is not approved';
        END IF;
        IF NEW.state = 'released' THEN
            PERFORM public.desk_may_approve(of_case.entered_by::text);
            IF NEW.entered_by = public.desk_name() THEN
                RAISE insufficient_privilege USING MESSAGE = 'nobody releases a refund they entered themselves';
            END IF;
            -- Somebody else may have entered an account since: what the move says of a change still holds.
            IF EXISTS (
                SELECT FROM public.case_moves JOIN public.cases ON cases.id = case_moves.case_id
                WHERE cases.number = NEW.case_number AND case_moves.after = 'approved' AND case_moves.reason <> ''
                AND case_moves.by = public.desk_name()
            ) THEN
                RAISE insufficient_privilege USING MESSAGE = 'nobody releases an amount they set themselves';
            END IF;
            NEW.released_by := public.desk_name();
            NEW.released_at := date_trunc('second', clock_timestamp() AT TIME ZONE 'Europe/Brussels');
        ELSIF OLD.state = 'waits_for_approval' AND NEW.state = 'to_release' THEN
            PERFORM public.desk_may_approve(of_case.entered_by::text);
        ELSIF OLD.state IN ('released', 'exported', 'paid') AND NOT public.desk_is('supervisor') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a supervisor changes a refund that was released';
        END IF;
        IF NEW.state = 'exported' AND NOT EXISTS (
            SELECT FROM public.refund_exports WHERE number = NEW.export_number AND made_by = public.desk_name()
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a refund leaves in a file that is kept';
        END IF;
        IF NEW.state = 'to_release' THEN
            NEW.released_by := '';
            NEW.released_at := NULL;
        END IF;
        RETURN NEW;
    END $$""",
    # Asked when the transaction ends: the case moves last in it.
    f"""CREATE OR REPLACE FUNCTION public.guard_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_case record;
    BEGIN
        IF pg_has_role(session_user, '{OWNER}', 'member') THEN
            RETURN NEW;
        END IF;
        SELECT state, entered_in INTO of_case FROM public.cases WHERE number = NEW.case_number;
        IF of_case.entered_in IS DISTINCT FROM pg_current_xact_id()::text::bigint
            AND NOT (TG_OP = 'UPDATE' AND NEW.state = 'cancelled' AND of_case.state IN ('cancelled', 'corrected')) THEN
            RAISE insufficient_privilege USING MESSAGE = 'the case of this refund was decided before';
        END IF;
        RETURN NEW;
    END $$""",
)


def _at_the_end(name: str, when: str, only: str = "") -> tuple[str, ...]:
    made = f"CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON public.refunds DEFERRABLE INITIALLY DEFERRED"
    return (
        f"DROP TRIGGER IF EXISTS {name} ON public.refunds",
        f"{made} FOR EACH ROW {only} EXECUTE FUNCTION public.guard_decided()",
    )


TRIGGERS = (
    *_at_the_end("guard_booked", "INSERT"),
    *_at_the_end(
        "guard_decided",
        "UPDATE",
        "WHEN (OLD.state <> NEW.state AND (OLD.state = 'waits_for_approval' OR NEW.state = 'cancelled'))",
    ),
)
