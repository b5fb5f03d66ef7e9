"""What guards the ends and rests on a server: a case causes them when it is recorded or approved, and for its customer.

A case whose act is the provider's is recorded by a supervisor only; so what only such a case causes is theirs too.
Asked when the transaction ends, when the case is as it will be. Imports of an administrator bring the past along.
"""

from __future__ import annotations

from app.records.roles import OWNER

_OF_OTHERS = f"""
        IF pg_has_role(session_user, '{OWNER}', 'member') OR public.desk_is('administrator') THEN
            RETURN NEW;
        END IF;"""

FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION public.desk_case_causes(asked text, of_customer integer, undone boolean)
    RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM public.cases WHERE number = asked AND customer_id = of_customer AND (
            entered_in = pg_current_xact_id()::text::bigint OR undone AND state IN ('cancelled', 'corrected')
        )
    ) $$""",
    f"""CREATE OR REPLACE FUNCTION public.guard_ends() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        holder integer;
    BEGIN{_OF_OTHERS}
        IF TG_TABLE_NAME = 'bookings' THEN
            SELECT customer_id INTO holder FROM public.contracts WHERE id = NEW.contract_id;
        ELSE
            holder := NEW.customer_id;
        END IF;
        IF NOT public.desk_case_causes(
            CASE NEW.ended_by_case WHEN '' THEN OLD.ended_by_case ELSE NEW.ended_by_case END,
            holder,
            NEW.ended_by_case = ''
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = 'what ends is ended by a case recorded with it';
        END IF;
        RETURN NEW;
    END $$""",
    # A SIM that is on again lifts what rested because it was off, days after its case was recorded.
    f"""CREATE OR REPLACE FUNCTION public.guard_rests() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN{_OF_OTHERS}
        IF TG_OP = 'INSERT' THEN
            IF NEW.cause <> 'sim_off' AND NOT public.desk_is('supervisor') THEN
                RAISE insufficient_privilege USING MESSAGE = 'only a supervisor suspends for this';
            ELSIF NOT public.desk_case_causes(NEW.by_case, NEW.customer_id, false) THEN
                RAISE insufficient_privilege USING MESSAGE = 'what rests is suspended by a case recorded with it';
            END IF;
        ELSIF NEW.cause <> 'sim_off' AND NOT public.desk_case_causes(
            CASE NEW.lifted_by_case WHEN '' THEN OLD.lifted_by_case ELSE NEW.lifted_by_case END,
            NEW.customer_id,
            NEW.lifted_by_case = ''
        ) THEN
            RAISE insufficient_privilege USING MESSAGE = 'what rests is lifted by a case recorded with it';
        END IF;
        RETURN NEW;
    END $$""",
)


def _at_the_end(table: str, when: str, function: str, only: str = "") -> tuple[str, ...]:
    name = f"{function}_{when.lower()}"
    made = f"CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON public.{table} DEFERRABLE INITIALLY DEFERRED"
    return (
        f"DROP TRIGGER IF EXISTS {name} ON public.{table}",
        f"{made} FOR EACH ROW {only} EXECUTE FUNCTION public.{function}()",
    )


_END_CHANGES = (
    "WHEN ((OLD.ended_as, OLD.ends_on, OLD.ended_by_case) IS DISTINCT FROM (NEW.ended_as, NEW.ends_on, "
    "NEW.ended_by_case))"
)

TRIGGERS = (
    *(
        statement
        for table in ("bookings", "contracts", "service_inclusive")
        for statement in _at_the_end(table, "UPDATE", "guard_ends", _END_CHANGES)
    ),
    *_at_the_end("suspensions", "INSERT", "guard_rests"),
    *_at_the_end("suspensions", "UPDATE", "guard_rests"),
)
