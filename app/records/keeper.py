"""How an administrator lets people in on a server: functions of a role that may make roles, and nobody signs in as.

An administrator of the desk has no right over roles. These functions do what an administrator asks for people of this
very database, and give them one of the desk's groups: no role of the server, and nobody of another database.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.records.roles import GROUPS, KEEPER

_KEEPS = "RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
_GROUPS = ", ".join(f"'{group}'" for group in GROUPS.values())
_ANY_GROUP = ", ".join(GROUPS.values())

_ASKED = """
    IF NOT public.desk_is('administrator') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only an administrator lets people in';
    END IF;"""

_OF_THE_DESK = f"""{_ASKED}
    IF NOT public.desk_let_in(person) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this is no person of the desk';
    END IF;"""

_ONE_OF_OURS = f"""
    IF asked NOT IN ({_GROUPS}) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this is no group of the desk';
    END IF;"""

_HASHED = """
    IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
        RAISE insufficient_privilege USING MESSAGE = 'a password comes hashed';
    END IF;"""

# Who took up a group's role for the session keeps it until the session ends. The keeper may end it as that person only.
_SENT_AWAY = f"""
    EXECUTE format('GRANT %I TO {KEEPER}', person);
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = person AND pid <> pg_backend_pid();
    EXECUTE format('REVOKE %I FROM {KEEPER}', person);"""

_OF_THE_OWNER = (
    # Granted by the owner: what another role grants would outlive the login.
    """CREATE OR REPLACE FUNCTION public.desk_lets_connect(person text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), person);
END $$""",
    "REVOKE ALL ON FUNCTION public.desk_lets_connect(text) FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION public.desk_lets_connect(text) TO {KEEPER}",
)

_FUNCTIONS = {
    "keeper_add(text, text, text)": f"""
CREATE OR REPLACE FUNCTION public.keeper_add(person text, asked text, verifier text) {_KEEPS} AS $$
BEGIN{_ASKED}{_ONE_OF_OURS}{_HASHED}
    IF person !~ '^[a-z][a-z0-9_.-]{{1,39}}$' OR person ~ '^(pg_|desk_)' THEN
        RAISE insufficient_privilege USING MESSAGE = 'this cannot be a login';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', person, verifier);
    EXECUTE format('GRANT %I TO %I', asked, person);
    PERFORM public.desk_lets_connect(person);
END $$""",
    "keeper_password(text, text)": f"""
CREATE OR REPLACE FUNCTION public.keeper_password(person text, verifier text) {_KEEPS} AS $$
BEGIN{_OF_THE_DESK}{_HASHED}
    EXECUTE format('ALTER ROLE %I PASSWORD %L', person, verifier);
END $$""",
    "keeper_lock(text)": f"""
CREATE OR REPLACE FUNCTION public.keeper_lock(person text) {_KEEPS} AS $$
BEGIN{_OF_THE_DESK}
    EXECUTE format('ALTER ROLE %I NOLOGIN', person);
    EXECUTE format('REVOKE {_ANY_GROUP} FROM %I', person);{_SENT_AWAY}
END $$""",
    "keeper_let_in(text, text)": f"""
CREATE OR REPLACE FUNCTION public.keeper_let_in(person text, asked text) {_KEEPS} AS $$
BEGIN{_OF_THE_DESK}{_ONE_OF_OURS}
    EXECUTE format('REVOKE {_ANY_GROUP} FROM %I', person);
    EXECUTE format('GRANT %I TO %I', asked, person);
    EXECUTE format('ALTER ROLE %I LOGIN', person);
END $$""",
}


def statements() -> Iterator[str]:
    """Make the functions, as the owner of the database, and let administrators call them."""
    yield from _OF_THE_OWNER
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {KEEPER}"
    for function, made in _FUNCTIONS.items():
        yield made
        yield f"ALTER FUNCTION public.{function} OWNER TO {KEEPER}"
        yield f"REVOKE ALL ON FUNCTION public.{function} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION public.{function} TO {GROUPS['administrator']}"
    yield f"REVOKE CREATE ON SCHEMA public FROM {KEEPER}"
