"""The guards of a server's tables: triggers that refuse what no grant can, and note who did it.

They hold for everybody. Only the owner, who fills a database, may record refunds and findings of the past; what was
recorded once not even the owner changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.records import effect_guards, refund_guard
from app.records.case_life import MOVES
from app.records.fingerprints import OF_LETTER
from app.records.roles import OWNER

_NOW = "date_trunc('second', clock_timestamp() AT TIME ZONE 'Europe/Brussels')"
"""The civil time of Belgium and Luxembourg, by the server's clock."""

_FOR_THE_OWNER = f"""
    IF pg_has_role(session_user, '{OWNER}', 'member') THEN
        RETURN NEW;
    END IF;"""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_FIRST_STATES = _quoted(move.after for move in MOVES if not move.before)
_WAYS = _quoted(f"{move.before}>{move.after}" for move in MOVES if move.before)
_DECISIONS = _quoted(f"{move.before}>{move.after}" for move in MOVES if move.who == ("supervisor",))

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
    # Findings and refunds come with the recording of a case or its approval; any other move changes its state alone.
    f"""CREATE OR REPLACE FUNCTION public.guard_cases() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            NEW.entered_by := session_user;
            NEW.approved_by := NULL;
            NEW.entered_in := pg_current_xact_id()::text::bigint;
            NEW.undone_by := NULL;
            IF NEW.state NOT IN ({_FIRST_STATES}) AND NOT pg_has_role(session_user, '{OWNER}', 'member') THEN
                RAISE insufficient_privilege USING MESSAGE = format('no case begins as %s', NEW.state);
            END IF;
            RETURN NEW;
        END IF;
        NEW.entered_by := OLD.entered_by;
        NEW.approved_by := OLD.approved_by;
        NEW.entered_in := OLD.entered_in;
        IF (NEW.last_service_day, NEW.refund, NEW.refund_due_by)
            IS DISTINCT FROM (OLD.last_service_day, OLD.refund, OLD.refund_due_by) THEN
            IF OLD.state <> 'waits_for_approval' AND NOT pg_has_role(session_user, '{OWNER}', 'member') THEN
                RAISE insufficient_privilege USING MESSAGE = 'this case is decided';
            END IF;
            PERFORM public.desk_may_approve(OLD.entered_by::text);
        END IF;
        IF NEW.undone_by IS DISTINCT FROM OLD.undone_by
            AND (OLD.undone_by IS NOT NULL OR NEW.state NOT IN ('cancelled', 'corrected')) THEN
            RAISE insufficient_privilege USING MESSAGE = 'nothing has undone this case';
        END IF;
        IF NEW.state = OLD.state THEN
            RETURN NEW;
        END IF;
        IF OLD.state || '>' || NEW.state NOT IN ({_WAYS}) THEN
            RAISE insufficient_privilege
                USING MESSAGE = format('a case does not go from %s to %s', OLD.state, NEW.state);
        END IF;
        IF OLD.state || '>' || NEW.state IN ({_DECISIONS}) THEN
            PERFORM public.desk_may_approve(OLD.entered_by::text);
        END IF;
        IF NEW.state = 'approved' THEN
            NEW.approved_by := session_user;
            NEW.entered_in := pg_current_xact_id()::text::bigint;
        END IF;
        RETURN NEW;
    END $$""",
    *refund_guard.FUNCTIONS,
    *effect_guards.FUNCTIONS,
    # Who reported on a job, and when, the server knows best.
    f"""CREATE OR REPLACE FUNCTION public.guard_sim_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN{_FOR_THE_OWNER}
        IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version THEN
            NEW.version := OLD.version + 1;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.state = 'done' AND NEW.done_at IS NULL THEN
            RAISE insufficient_privilege USING MESSAGE = 'a job is done at some moment';
        END IF;
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
    # What the rules found is recorded with the case, or with a supervisor's decision on it, and never added afterwards.
    # Asked when the transaction ends: the decision may come last in it.
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
    yield from refund_guard.TRIGGERS
    yield from effect_guards.TRIGGERS
    for table, when in KEPT.items():
        yield (
            f"CREATE OR REPLACE TRIGGER guard_kept BEFORE {when} ON public.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION public.guard_kept()"
        )
        yield f"ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER guard_kept"
