"""What only a server's own functions write: the entries of journal and looks, and running numbers.

They are there in every database on a server, whoever works in it (migration 0014). Each belongs to the owner of the
tables and writes with the owner's rights, so that nobody else needs the right to write there at all. Seals are made as
:func:`app.records.chain.seal_of` makes them: ``db verify`` holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.records import journal_words

_WRITES = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

SEAL = r"""
CREATE OR REPLACE FUNCTION public.desk_seal(
    before text, at timestamp, who text, what text, at_what text, customer integer, vehicle integer, holds text
) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to('[' || concat_ws(', ',
        to_json(before),
        to_json(to_char(at, 'YYYY-MM-DD HH24:MI:SS') || replace(to_char(at, '.US'), '.000000', '')),
        to_json(who),
        to_json(what),
        to_json(at_what),
        to_json(coalesce(customer::text, 'None')),
        to_json(coalesce(vehicle::text, 'None')),
        to_json(holds)
    ) || ']', 'UTF8')), 'hex')
$$"""
"""As Python writes a list of texts in JSON; of ``holds`` nothing stands there where it is empty."""


_ONLY_A_REMOVAL = f"""
        IF entry.what = '{journal_words.REMOVED}' THEN
            IF to_regprocedure('public.desk_is(text)') IS NOT NULL THEN
                IF NOT public.desk_is('administrator') THEN
                    RAISE insufficient_privilege USING MESSAGE = 'only an administrator removes looks';
                END IF;
            END IF;
            IF entry."on" <> (SELECT removed::text FROM public.look_end) THEN
                RAISE insufficient_privilege USING MESSAGE = 'the looks that were removed are others';
            END IF;
        END IF;"""
"""Where the rights were never set nobody knows who is an administrator."""


def _adding(function: str, table: str, end: str, words: Iterable[str], *, holds: bool) -> str:
    column, value = (", holds", ", entry.holds") if holds else ("", "")
    known = ", ".join(f"'{word}'" for word in words)
    also = (
        f"""{_ONLY_A_REMOVAL}
        entry.holds := public.desk_held(entry.holds);"""
        if holds
        else ""
    )
    return f"""
CREATE OR REPLACE FUNCTION public.{function}(entries json) RETURNS void LANGUAGE plpgsql {_WRITES} AS $$
DECLARE
    last record;
    entry record;
BEGIN
    SELECT position, seal INTO STRICT last FROM public.{end} FOR UPDATE;
    FOR entry IN SELECT * FROM json_to_recordset(entries) AS given(
        at timestamp, "by" text, what text, "on" text, customer_id integer, vehicle_id integer, holds text
    ) LOOP
        IF entry.what IS NULL OR entry.what NOT IN ({known}) THEN
            RAISE insufficient_privilege USING MESSAGE = 'this is no word of the desk';
        END IF;{also}
        last.position := last.position + 1;
        last.seal := public.desk_seal(
            last.seal, entry.at, entry."by", entry.what, entry."on", entry.customer_id, entry.vehicle_id,
            {"entry.holds" if holds else "NULL"}
        );
        INSERT INTO public.{table} (customer_id, vehicle_id, at, "by", what, "on", position, seal{column})
        VALUES (entry.customer_id, entry.vehicle_id, entry.at, entry."by", entry.what, entry."on",
                last.position, last.seal{value});
    END LOOP;
    UPDATE public.{end} SET position = last.position, seal = last.seal;
END $$"""


ADD_TO_JOURNAL = _adding("desk_add_to_journal", "journal", "journal_end", journal_words.OF_JOURNAL, holds=True)
ADD_LOOKS = _adding("desk_add_looks", "looks", "look_end", journal_words.OF_LOOKS, holds=False)

NEXT_NUMBER = f"""
CREATE OR REPLACE FUNCTION public.desk_next_number(of_series text, of_year integer) RETURNS integer
LANGUAGE sql {_WRITES} AS $$
    INSERT INTO public.counters AS known (series, year, last) VALUES (of_series, of_year, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = known.last + 1 RETURNING last
$$"""

WRITERS = ("desk_add_to_journal(json)", "desk_add_looks(json)", "desk_next_number(text, integer)")
"""What an agent calls instead of writing to the tables."""
