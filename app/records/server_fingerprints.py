"""The fingerprints of :mod:`app.records.fingerprints` as a server makes them itself, from the same lists of columns.

``db verify`` makes them anew in the desk's own way and holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Date, DateTime, Integer, TypeDecorator

from app.records import fingerprints
from app.records.tables import CaseMove, Determination, Finding


def _said(table: Any, names: Iterable[str]) -> str:
    """The columns as Python writes them in a list in JSON, without its brackets."""
    return "concat_ws(', ', " + ", ".join(_value(table, name) for name in names) + ")"


def _value(table: Any, name: str) -> str:
    column, kind = f'{table.__tablename__}."{name}"', getattr(table, name).type
    kind = kind.impl if isinstance(kind, TypeDecorator) else kind
    if isinstance(kind, Integer):
        said = f"{column}::text"
    elif isinstance(kind, DateTime):
        said = (
            f"to_json(to_char({column}, 'YYYY-MM-DD HH24:MI:SS') "
            f"|| replace(to_char({column}, '.US'), '.000000', ''))::text"
        )
    elif isinstance(kind, Date):
        said = f"to_json(to_char({column}, 'YYYY-MM-DD'))::text"
    else:
        said = f"to_json({column}::text)::text"
    return f"coalesce({said}, 'null')"


def _list(said: str, source: str, order: str) -> str:
    return f"(SELECT '[' || coalesce(string_agg('[' || {said} || ']', ', ' ORDER BY {order}), '') || ']' FROM {source})"


_FINDINGS = _list(
    _said(Finding, fingerprints.OF_FINDING),
    "public.findings WHERE findings.determination_id = determinations.id",
    "findings.position",
)
_RULES = _list(
    f"{_said(Determination, fingerprints.OF_DETERMINATION)} || ', ' || {_FINDINGS}",
    "public.determinations WHERE determinations.case_id = cases.id",
    "determinations.position",
)
_MOVES = _list(
    _said(CaseMove, fingerprints.OF_MOVE),
    "public.case_moves WHERE case_moves.case_id = cases.id",
    "case_moves.position",
)


def _branch(kind: str) -> str:
    table, key, columns = fingerprints.KINDS[kind]
    said = _said(table, columns)
    if kind == fingerprints.CASE:
        said += f" || ', ' || {_RULES} || ', ' || {_MOVES}"
    name = table.__tablename__
    number = "CASE WHEN asked ~ '^[0-9]{1,9}$' THEN asked::integer END" if key == "id" else "asked"
    return f"""
    IF kind = '{kind}' THEN
        SELECT '[' || {said} || ']' INTO said FROM public.{name} WHERE {name}.{key} = {number};
    END IF;"""


FINGERPRINT = f"""
CREATE OR REPLACE FUNCTION public.desk_fingerprint(kind text, asked text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    said text;
BEGIN{"".join(map(_branch, fingerprints.KINDS))}
    RETURN encode(sha256(convert_to(said, 'UTF8')), 'hex');
END $$"""
"""The fingerprint of one row; nothing for what is not there."""

_OWNED = "SELECT 1 FROM pg_roles WHERE rolname = 'desk_owner' AND pg_has_role(session_user, oid, 'member')"

HELD = f"""
CREATE OR REPLACE FUNCTION public.desk_held(named text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT nullif(string_agg(kind || ' ' || number || ' ' || digest, E'\\n' ORDER BY place), '')
    FROM (
        SELECT place, split_part(line, ' ', 1) AS kind, split_part(line, ' ', 2) AS number,
               public.desk_fingerprint(split_part(line, ' ', 1), split_part(line, ' ', 2)) AS digest
        FROM string_to_table(named, E'\\n') WITH ORDINALITY AS given(line, place)
    ) AS made
    WHERE digest IS NOT NULL AND (
        kind <> '{fingerprints.CASE}'
        OR EXISTS ({_OWNED})
        OR EXISTS (
            SELECT 1 FROM public.cases WHERE cases.number = made.number
            AND coalesce(entered_in, pg_current_xact_id()::text::bigint) = pg_current_xact_id()::text::bigint
        )
    )
$$"""
"""What an entry holds: fingerprints made here of what the desk names. Of a case only where it was recorded or moved in
this very transaction: no later entry speaks for what was added to it past the desk.
"""
