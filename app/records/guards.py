"""The guards of a server's tables: triggers that refuse what no grant can, and note who did it.

They hold for everybody. Only the owner, who fills a database, may record refunds and findings of the past; what was
recorded once not even the owner changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.records.fingerprints import OF_LETTER
from app.records.roles import OWNER

_NOW = "date_trunc('second', clock_timestamp() AT TIME ZONE 'Europe/Brussels')"
"""The civil time of Belgium and Luxembourg, by the server's clock."""

_FOR_THE_OWNER = f"""
    IF pg_has_role(session_user, '{OWNER}', 'member') THEN
        RETURN NEW;
    END IF;"""

_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION public.desk_may_approve(entered_by text) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF entered_by = session_user THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody approves a case of their own';
        ELSIF NOT public.desk_is('supervisor') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a supervisor approves a case';
        END IF;
        RETURN true;
    END $$""",
    # What waits for approval, was sent back or was stopped goes on only when another person approves it.
    """CREATE OR REPLACE FUNCTION public.guard_cases() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            NEW.entered_by := session_user;
            NEW.approved_by := NULL;
            NEW.entered_in := pg_current_xact_id()::text::bigint;
            IF NEW.state = 'approved' THEN
                PERFORM public.desk_may_approve(session_user::text);
            END IF;
            RETURN NEW;
        END IF;
        NEW.entered_by := OLD.entered_by;
        NEW.approved_by := OLD.approved_by;
        NEW.entered_in := OLD.entered_in;
        IF NEW.state <> OLD.state THEN
            NEW.entered_in := pg_current_xact_id()::text::bigint;
        END IF;
        IF (NEW.last_service_day, NEW.refund, NEW.refund_due_by)
            IS DISTINCT FROM (OLD.last_service_day, OLD.refund, OLD.refund_due_by) THEN
            PERFORM public.desk_may_approve(OLD.entered_by::text);
        END IF;
        IF OLD.state IN ('waits_for_approval', 'sent_back', 'stopped', 'refused', 'cancelled', 'corrected')
            AND NEW.state IN ('open', 'approved', 'being_carried_out', 'done') THEN
            IF public.desk_may_approve(OLD.entered_by::text) THEN
                NEW.approved_by := session_user;
            END IF;
        END IF;
        RETURN NEW;
    END $$""",
    # Money goes out when another supervisor than who entered the case has released it. A refund follows its case.
    f"""CREATE OR REPLACE FUNCTION public.guard_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        gone CONSTANT text[] := ARRAY['released', 'exported', 'paid'];
        of_case record;
    BEGIN{_FOR_THE_OWNER}
        SELECT state, entered_by INTO of_case FROM public.cases WHERE number = NEW.case_number;
        IF TG_OP = 'INSERT' THEN
            IF NEW.state NOT IN ('waits_for_approval', 'to_release') THEN
                RAISE insufficient_privilege USING MESSAGE = 'a new refund waits, or is to be released';
            ELSIF NEW.state = 'to_release' AND of_case.state = 'waits_for_approval' THEN
                PERFORM public.desk_may_approve(of_case.entered_by::text);
            END IF;
            NEW.released_by := '';
            NEW.released_at := NULL;
            RETURN NEW;
        END IF;
        NEW.released_by := OLD.released_by;
        NEW.released_at := OLD.released_at;
        IF NEW.amount IS DISTINCT FROM OLD.amount THEN
            PERFORM public.desk_may_approve(of_case.entered_by::text);
        END IF;
        IF (NEW.iban, NEW.holder, NEW.means) IS DISTINCT FROM (OLD.iban, OLD.holder, OLD.means)
            AND OLD.state NOT IN ('to_release', 'rejected')
            AND NOT (NEW.state = 'rejected' AND NEW.iban = '' AND NEW.means = OLD.means)
            AND NOT (OLD.state = 'waits_for_approval' AND public.desk_is('supervisor')) THEN
            RAISE insufficient_privilege USING MESSAGE = 'this refund goes to the account it has';
        END IF;
        IF NEW.state = OLD.state THEN
            RETURN NEW;
        END IF;
        IF NEW.state = ANY(gone) AND OLD.state <> ALL(gone)
            OR NEW.state = 'rejected' AND OLD.state <> ALL(gone)
            OR OLD.state = 'cancelled'
            OR NEW.state = 'to_release'
                AND (OLD.state IN ('waits_for_approval', 'rejected') OR of_case.state = 'waits_for_approval') THEN
            PERFORM public.desk_may_approve(of_case.entered_by::text);
        ELSIF OLD.state = ANY(gone) AND NOT public.desk_is('supervisor') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a supervisor changes a refund that was released';
        END IF;
        IF NEW.state = ANY(gone)
            AND of_case.state IN ('waits_for_approval', 'sent_back', 'cancelled', 'corrected') THEN
            RAISE insufficient_privilege USING MESSAGE = 'the case of this refund is not approved';
        END IF;
        IF OLD.state = 'released' AND NEW.state = 'to_release' THEN
            NEW.released_by := '';
            NEW.released_at := NULL;
        ELSIF NEW.state = 'released' THEN
            NEW.released_by := public.desk_name();
            NEW.released_at := {_NOW};
        END IF;
        RETURN NEW;
    END $$""",
    # Who reported on a job, and when, the server knows best.
    f"""CREATE OR REPLACE FUNCTION public.guard_sim_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN{_FOR_THE_OWNER}
        IF NEW.state = 'open' THEN
            NEW.done_by := '';
            NEW.reported_at := NULL;
        ELSIF TG_OP = 'INSERT' THEN
            RAISE insufficient_privilege USING MESSAGE = 'a new job is open';
        ELSIF OLD.state = 'open' THEN
            NEW.done_by := public.desk_name();
            NEW.reported_at := {_NOW};
        ELSE
            NEW.done_by := OLD.done_by;
            NEW.reported_at := OLD.reported_at;
        END IF;
        RETURN NEW;
    END $$""",
    # What the rules found is recorded with the case, or with a move of it, and never added afterwards. Asked when the
    # transaction ends: the move may come last in it.
    f"""CREATE OR REPLACE FUNCTION public.guard_findings() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        known bigint;
    BEGIN{_FOR_THE_OWNER}
        IF TG_TABLE_NAME = 'determinations' THEN
            SELECT entered_in INTO known FROM public.cases WHERE id = NEW.case_id;
        ELSE
            SELECT entered_in INTO known FROM public.cases JOIN public.determinations ON cases.id = case_id
            WHERE determinations.id = NEW.determination_id;
        END IF;
        IF known IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
            RAISE insufficient_privilege USING MESSAGE = 'nothing is added to a case that was recorded before';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE OR REPLACE FUNCTION public.guard_entries() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN{_FOR_THE_OWNER}
        IF NOT public.desk_is('agent') OR NEW."by" <> public.desk_name() THEN
            RAISE insufficient_privilege USING MESSAGE = 'everybody signs with their own name';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE OR REPLACE FUNCTION public.guard_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE insufficient_privilege USING MESSAGE = format('what was recorded in %s stays as it is', TG_TABLE_NAME);
    END $$""",
)

_ROWS = {
    "cases": ("guard_approval", "INSERT OR UPDATE", "guard_cases"),
    "refunds": ("guard_approval", "INSERT OR UPDATE", "guard_refunds"),
    "sim_jobs": ("guard_report", "INSERT OR UPDATE", "guard_sim_jobs"),
    "journal": ("guard_entries", "INSERT", "guard_entries"),
    "looks": ("guard_entries", "INSERT", "guard_entries"),
}
"""By table: the name of the trigger, when it is asked, and its function."""

_NEVER_CHANGED = "UPDATE OR DELETE OR TRUNCATE"
KEPT = {
    **dict.fromkeys(
        ("journal", "determinations", "findings", "case_moves", "dispatches", "refund_exports", "bank_answers"),
        _NEVER_CHANGED,
    ),
    "letters": f"UPDATE OF id, {', '.join(OF_LETTER)}, content OR DELETE OR TRUNCATE",
}
"""What nobody does to a table, not even the owner. A migration that must, says so: it disables ``guard_kept`` first."""


def statements() -> Iterator[str]:
    """Every guard anew."""
    yield from _FUNCTIONS
    for table, (name, when, function) in _ROWS.items():
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {when} ON public.{table} "
            f"FOR EACH ROW EXECUTE FUNCTION public.{function}()"
        )
    for table in ("determinations", "findings"):
        yield f"DROP TRIGGER IF EXISTS guard_findings ON public.{table}"
        yield (
            f"CREATE CONSTRAINT TRIGGER guard_findings AFTER INSERT ON public.{table} DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION public.guard_findings()"
        )
    for table, when in KEPT.items():
        yield (
            f"CREATE OR REPLACE TRIGGER guard_kept BEFORE {when} ON public.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION public.guard_kept()"
        )
        yield f"ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER guard_kept"
