"""Which rows of a server's tables a role may see and write, whoever signs in and with whatever program.

What decides is who is at work: a member of the group who is a person of this very database, in that role and not
locked. A group holds for the whole server, and a server may hold several databases.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.records.roles import GROUPS, OWNER

_APART = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
"""How a function answers one question about tables that who asks may not read."""

QUESTIONS = (
    f"""CREATE OR REPLACE FUNCTION public.desk_is(asked text) RETURNS boolean {_APART} AS $$
    SELECT pg_has_role(session_user, 'desk_' || asked, 'member') AND (
        EXISTS (
            SELECT FROM public.people WHERE login = session_user AND NOT locked
            AND (role IN (asked, 'administrator') OR role = 'supervisor' AND asked = 'agent')
        )
        OR pg_has_role(session_user, '{OWNER}', 'member')
    ) $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_name() RETURNS text {_APART} AS $$
    SELECT coalesce((SELECT name FROM public.people WHERE login = session_user), session_user::text) $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_dealer() RETURNS text {_APART} AS $$
    SELECT dealer_number FROM public.people WHERE login = session_user $$""",
    f"""CREATE OR REPLACE FUNCTION public.desk_case_goes_on(asked text) RETURNS boolean {_APART} AS $$
    SELECT EXISTS (SELECT FROM public.cases JOIN public.sim_jobs ON case_number = number WHERE number = asked
    AND cases.state IN ('open', 'approved', 'being_carried_out', 'done')
    AND dealer_number = (SELECT dealer_number FROM public.people WHERE login = session_user)) $$""",
    # The journal knows people by name: nobody gets the name of another, and nobody's name changes.
    f"""CREATE OR REPLACE FUNCTION public.desk_name_is_free(asked text) RETURNS boolean {_APART} AS $$
    SELECT NOT EXISTS (SELECT FROM public.people WHERE lower(name) = lower(asked)) $$""",
    # Only people of this database were given the right to connect to it: that tells a login of theirs from any other
    # role of the server. One that may do more than the desk's groups is not theirs to change.
    f"""CREATE OR REPLACE FUNCTION public.desk_let_in(asked text) RETURNS boolean {_APART} AS $$
    SELECT EXISTS (
        SELECT FROM pg_roles AS person WHERE rolname = asked
        AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
        AND EXISTS (
            SELECT FROM pg_database, aclexplode(datacl) AS given
            WHERE datname = current_database() AND given.grantee = person.oid AND given.privilege_type = 'CONNECT'
        )
        AND NOT EXISTS (
            SELECT FROM pg_auth_members WHERE member = person.oid
            AND pg_get_userbyid(roleid) NOT IN ({", ".join(f"'{group}'" for group in GROUPS.values())})
        )
    ) $$""",
)
"""What policies and guards ask."""

_PRESENT = 600
"""Seconds for which a desk may say ahead that somebody is at a dossier."""

Policies = dict[str, tuple[str, str]]
"""By name: the command and the condition."""


def statements(supervisor_acts: tuple[str, ...]) -> Iterator[str]:
    """Every policy anew. ``supervisor_acts`` are the acts only a supervisor may record."""
    for table, policies in _policies(supervisor_acts).items():
        yield f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"
        for name, (command, condition) in policies.items():
            yield f"DROP POLICY IF EXISTS {name} ON public.{table}"
            yield f"CREATE POLICY {name} ON public.{table} FOR {command} {condition}"


def _is(role: str) -> str:
    # Asked once for a statement and not for each of its rows.
    return f"(SELECT public.desk_is('{role}'))"


def _own(column: str) -> str:
    return f'"{column}" = (SELECT public.desk_name())'


def _signed(column: str, role: str = "agent", *, moves_on: bool = False) -> Policies:
    """Everybody of the role reads and adds under their own name; ``moves_on``: and changes what the grants allow."""
    found = {
        "read": ("SELECT", f"USING ({_is(role)})"),
        "sign": ("INSERT", f"WITH CHECK ({_is(role)} AND {_own(column)})"),
    }
    return {**found, "move_on": ("UPDATE", f"USING ({_is(role)})")} if moves_on else found


def _policies(supervisor_acts: tuple[str, ...]) -> dict[str, Policies]:
    supervised = ", ".join(f"'{name}'" for name in sorted(supervisor_acts)) or "''"
    at_the_dealer = (
        f"{_is('dealer')} AND dealer_number = (SELECT public.desk_dealer()) AND public.desk_case_goes_on(case_number)"
    )
    own_draft = f"{_is('agent')} AND {_own('person')}"
    administered = f"{_is('administrator')} AND public.desk_let_in(login)"
    return {
        "cases": {
            "read": ("SELECT", f"USING ({_is('agent')})"),
            "enter": (
                "INSERT",
                (
                    f"WITH CHECK ({_is('agent')} AND {_own('agent')} "
                    f"AND (act NOT IN ({supervised}) OR {_is('supervisor')}))"
                ),
            ),
            "move_on": ("UPDATE", f"USING ({_is('agent')})"),
        },
        "journal": {"read": ("SELECT", f"USING ({_is('agent')})")},
        "looks": {"administer": ("ALL", f"USING ({_is('administrator')})")},
        "drafts": {"own": ("ALL", f"USING ({own_draft}) WITH CHECK ({own_draft})")},
        "presence": {
            "read": ("SELECT", f"USING ({_is('agent')})"),
            "sign": (
                "INSERT",
                f"WITH CHECK ({_is('agent')} AND {_own('person')} AND until < extract(epoch FROM now()) + {_PRESENT})",
            ),
            "leave": ("DELETE", f"USING ({_own('person')} OR until < extract(epoch FROM now()))"),
        },
        "people": {
            "own": ("SELECT", "USING (login = session_user)"),
            "see": ("SELECT", f"USING ({_is('administrator')})"),
            "let_in": ("INSERT", f"WITH CHECK ({administered} AND public.desk_name_is_free(name))"),
            "change": ("UPDATE", f"USING ({administered}) WITH CHECK ({administered})"),
        },
        "notes": {
            **_signed("by"),
            "administer": ("ALL", f"USING ({_is('administrator')}) WITH CHECK ({_is('administrator')})"),
        },
        "case_moves": _signed("by"),
        "dispatches": _signed("by"),
        "print_jobs": _signed("made_by", moves_on=True),
        "refund_exports": _signed("made_by", "supervisor"),
        "bank_answers": _signed("read_by", "supervisor"),
        "sim_jobs": {
            "desk": ("ALL", f"USING ({_is('agent')}) WITH CHECK ({_is('agent')})"),
            "dealer_reads": ("SELECT", f"USING ({at_the_dealer})"),
            "dealer_reports": ("UPDATE", f"USING ({at_the_dealer} AND state = 'open') WITH CHECK ({at_the_dealer})"),
        },
    }
