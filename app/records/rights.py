"""What each role of a server's database may read and write: grants, row policies and the guards of approvals.

A person is a role of PostgreSQL that is a member of one of :data:`GROUPS`. The rules hold for whoever signs in, with
the desk or with ``psql``; only the owner (the group of administrators) stands above them. Applying them again changes
nothing. Names of roles, tables and columns here are our own, never something that was entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection
from sqlalchemy import text as sql

OWNER = "desk_administrator"
GROUPS = {
    "administrator": OWNER,
    "supervisor": "desk_supervisor",
    "dealer": "desk_dealer",
    "agent": "desk_agent",
}
"""The group of each role of the desk, the one with most rights first."""

_ALL = "SELECT, INSERT, UPDATE, DELETE"
_ADDED = "SELECT, INSERT"
_PERSON = "SELECT (login, name, role, dealer_number)"

AGENT = {
    "alembic_version": "SELECT",
    "announcements": "SELECT",
    "announcements_received": "SELECT, UPDATE (objection_received_on, objection_case)",
    "bookings": "SELECT, UPDATE",
    "case_subjects": "SELECT, INSERT, UPDATE (open)",
    "case_moves": _ADDED,
    "cases": "SELECT, INSERT, UPDATE (state, version, due_on, due_what, undone_by)",
    "contracts": "SELECT, UPDATE",
    "counters": "SELECT, INSERT, UPDATE",
    "customer_addresses": _ALL,
    "customer_emails": _ALL,
    "customer_phones": _ALL,
    "customers": "SELECT, UPDATE (version, language, title, given_name, family_name, company_name, vat_number)",
    "dealers": "SELECT",
    "determinations": _ADDED,
    "drafts": _ALL,
    "findings": _ADDED,
    "interest_rates": "SELECT",
    "invoices": "SELECT",
    "journal": _ADDED,
    "journal_end": "SELECT, UPDATE (position, seal)",
    "letters": "SELECT, INSERT, UPDATE (state)",
    "look_end": "SELECT, UPDATE (position, seal)",
    "looks": "INSERT, SELECT (id)",
    "mini_id_links": _ALL,
    "notes": _ADDED,
    "official_texts": "SELECT",
    "organisation_readings": "SELECT",
    "organisation_settings": "SELECT",
    "payments": "SELECT",
    "people": _PERSON,
    "presence": _ALL,
    "refunds": "SELECT, INSERT, UPDATE (state)",
    "search_deletions": _ADDED,
    "search_documents": _ALL,
    "search_words": _ADDED,
    "service_inclusive": "SELECT, UPDATE",
    "sim_events": _ADDED,
    "sim_jobs": "SELECT, INSERT, UPDATE (state, done_at, done_by, iccid_read, reason)",
    "sims": "SELECT, UPDATE",
    "suspensions": "SELECT, INSERT, UPDATE (until_on, lifted_by_case)",
    "vehicles": "SELECT, UPDATE",
}
"""What an agent may do with each table; what is not named here nobody but the owner may touch."""

SUPERVISOR = {
    "announcements": "INSERT",
    "announcements_received": "INSERT",
    "cases": "UPDATE (last_service_day, refund, refund_due_by)",
    "organisation_settings": "INSERT, UPDATE (value, changed_by, changed_at)",
    "refunds": "UPDATE (state, amount, due_by, means, means_label, released_by, released_at)",
}
"""What a supervisor may do besides."""

DEALER = {
    "alembic_version": "SELECT",
    "people": _PERSON,
    "sim_jobs": "SELECT, UPDATE (state, done_at, done_by, iccid_read, reason)",
}
"""All a dealer may do: no customer, no payment, no booking."""


def rights_are_set(connection: Connection) -> bool:
    """Whether the database belongs to the administrators' group, as ``connected-desk db create`` leaves it."""
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    return connection.dialect.name == "postgresql" and connection.execute(sql(owner)).scalar() == OWNER


def make_groups(connection: Connection) -> None:
    """Make the groups where they are missing, and the person at work one of the administrators."""
    known = set(connection.execute(sql("SELECT rolname FROM pg_roles")).scalars())
    for group in GROUPS.values():
        if group not in known:
            connection.execute(sql(f"CREATE ROLE {group} NOLOGIN"))
    connection.execute(sql(f"GRANT {GROUPS['agent']} TO {GROUPS['supervisor']}"))
    others = ", ".join(group for group in GROUPS.values() if group != OWNER)
    connection.execute(sql(f"GRANT {others} TO {OWNER} WITH ADMIN OPTION"))
    member = "SELECT rolsuper OR pg_has_role(oid, :owner, 'member') FROM pg_roles WHERE rolname = current_user"
    if not connection.execute(sql(member), {"owner": OWNER}).scalar():
        connection.execute(sql(f"GRANT {OWNER} TO CURRENT_USER WITH ADMIN OPTION"))


def take_over(connection: Connection) -> None:
    """Give the database and everything in it to the administrators' group."""
    name = connection.execute(sql("SELECT quote_ident(current_database())")).scalar_one()
    connection.execute(sql(f"ALTER DATABASE {name} OWNER TO {OWNER}"))
    tables = "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    for table in connection.execute(sql(tables)).scalars().all():
        connection.execute(sql(f"ALTER TABLE public.{table} OWNER TO {OWNER}"))
    # Ours, as a backup brings them back; those of an extension stay its own.
    functions = "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname ~ :ours"
    for function in connection.execute(sql(functions), {"ours": "^(desk|guard)_"}).scalars().all():
        connection.execute(sql(f"ALTER FUNCTION {function} OWNER TO {OWNER}"))


def act_as_owner(connection: Connection) -> None:
    """What this transaction makes belongs to the administrators' group, where the database does."""
    if rights_are_set(connection):
        connection.execute(sql(f"SET LOCAL ROLE {OWNER}"))


def apply(connection: Connection, supervisor_acts: Iterable[str]) -> None:
    """Grant every right anew. ``supervisor_acts`` are the acts only a supervisor may record."""
    for statement in _statements(connection, tuple(supervisor_acts)):
        # As the driver takes it: a colon in it is no parameter.
        connection.exec_driver_sql(statement)


def _statements(connection: Connection, supervisor_acts: tuple[str, ...]) -> Iterator[str]:
    everybody = ", ".join(group for group in GROUPS.values() if group != OWNER)
    database = connection.execute(sql("SELECT quote_ident(current_database())")).scalar_one()
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {database} TO {everybody}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {everybody}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everybody}"
    for group, rights in ((GROUPS["agent"], AGENT), (GROUPS["supervisor"], SUPERVISOR), (GROUPS["dealer"], DEALER)):
        for table, right in rights.items():
            yield f"GRANT {right} ON public.{table} TO {group}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {GROUPS['agent']}"
    yield from _FUNCTIONS
    for table, policies in _policies(supervisor_acts).items():
        yield f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"
        for name, (command, condition) in policies.items():
            yield f"DROP POLICY IF EXISTS {name} ON public.{table}"
            yield f"CREATE POLICY {name} ON public.{table} FOR {command} {condition}"
    for table in ("cases", "refunds"):
        yield (
            f"CREATE OR REPLACE TRIGGER guard_approval BEFORE INSERT OR UPDATE ON public.{table} "
            f"FOR EACH ROW EXECUTE FUNCTION public.guard_{table}()"
        )


def _is(role: str) -> str:
    return f"pg_has_role(session_user, '{GROUPS[role]}', 'member')"


def _policies(supervisor_acts: tuple[str, ...]) -> dict[str, dict[str, tuple[str, str]]]:
    """By table and name: the command and the condition of each policy."""
    supervised = ", ".join(f"'{name}'" for name in sorted(supervisor_acts)) or "''"
    own_draft, signed = "person = public.desk_name()", '"by" = public.desk_name()'
    at_the_dealer = (
        f"{_is('dealer')} AND dealer_number = public.desk_dealer() AND public.desk_case_goes_on(case_number)"
    )
    return {
        "cases": {
            "read": ("SELECT", f"USING ({_is('agent')})"),
            "enter": ("INSERT", f"WITH CHECK (act NOT IN ({supervised}) OR {_is('supervisor')})"),
            "move_on": ("UPDATE", f"USING ({_is('agent')})"),
        },
        "journal": {
            "read": ("SELECT", f"USING ({_is('agent')})"),
            "sign": ("INSERT", f"WITH CHECK ({signed})"),
        },
        "looks": {"sign": ("INSERT", f"WITH CHECK ({signed})"), "own": ("SELECT", f"USING ({signed})")},
        "drafts": {"own": ("ALL", f"USING ({own_draft}) WITH CHECK ({own_draft})")},
        "people": {"own": ("SELECT", "USING (login = session_user)")},
        "sim_jobs": {
            "desk": ("ALL", f"USING ({_is('agent')}) WITH CHECK ({_is('agent')})"),
            "dealer_reads": ("SELECT", f"USING ({at_the_dealer})"),
            "dealer_reports": ("UPDATE", f"USING ({at_the_dealer} AND state = 'open') WITH CHECK ({at_the_dealer})"),
        },
    }


_APART = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""How a function answers one question about tables that who asks may not read."""

_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION public.desk_name() RETURNS text {_APART} AS $$
    SELECT coalesce((SELECT name FROM public.people WHERE login = session_user), session_user::text) $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_dealer() RETURNS text {_APART} AS $$
    SELECT dealer_number FROM public.people WHERE login = session_user $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_case_goes_on(asked text) RETURNS boolean {_APART} AS $$
    SELECT EXISTS (SELECT FROM public.cases WHERE number = asked
    AND state IN ('open', 'approved', 'being_carried_out', 'done')) $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_may_approve(entered_by text) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF entered_by = session_user THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody approves a case of their own';
        ELSIF NOT {_is("supervisor")} THEN
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
            IF NEW.state = 'approved' THEN
                PERFORM public.desk_may_approve(session_user::text);
            END IF;
            RETURN NEW;
        END IF;
        NEW.entered_by := OLD.entered_by;
        NEW.approved_by := OLD.approved_by;
        IF OLD.state IN ('waits_for_approval', 'sent_back', 'stopped', 'refused', 'cancelled', 'corrected')
            AND NEW.state IN ('open', 'approved', 'being_carried_out', 'done') THEN
            IF public.desk_may_approve(OLD.entered_by::text) THEN
                NEW.approved_by := session_user;
            END IF;
        END IF;
        RETURN NEW;
    END $$""",
    # A refund follows its case: it cannot be released before somebody else has approved it.
    """CREATE OR REPLACE FUNCTION public.guard_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_case record;
    BEGIN
        SELECT state, entered_by INTO of_case FROM public.cases WHERE number = NEW.case_number;
        IF NEW.state IN ('to_release', 'released', 'exported', 'paid') AND (
            of_case.state = 'waits_for_approval'
            OR TG_OP = 'UPDATE' AND OLD.state IN ('waits_for_approval', 'rejected', 'cancelled')
        ) THEN
            PERFORM public.desk_may_approve(of_case.entered_by::text);
        END IF;
        RETURN NEW;
    END $$""",
)
