"""The cases that rest on a clause, on either engine."""

from __future__ import annotations

from app.records.cases import add_case, add_determination
from app.records.clause_uses import cases_citing
from app.records.store import Records
from app.terms.clause import Determination, Finding
from tests.records.examples import add_elke, new_case


def test_cases_are_found_by_the_whole_number_of_a_clause(records: Records) -> None:
    cited = {"C-2026-000801": ("MC 8.1", "WER VI.51 §4"), "C-2026-000802": ("MC 8.10",), "C-2026-000803": ("MC 8.1",)}
    with records.writing() as session:
        add_elke(session)
        for number, clauses in cited.items():
            case_id = add_case(session, new_case(number, state="done"))
            findings = (Finding("allowed", True, clauses), Finding("refund", None, clauses))
            add_determination(session, case_id, Determination("withdrawal", "mini-belux-2025-09", findings), facts={})
    with records.reading() as session:

        def cited_by(clause: str, limit: int) -> tuple[list[str], int]:
            hits, in_all = cases_citing(session, clause, limit)
            return [hit.number for hit in hits], in_all

        assert cited_by("MC 8.1", 5) == (["C-2026-000803", "C-2026-000801"], 2)
        assert cited_by("MC 8.1", 1) == (["C-2026-000803"], 2)
        assert cited_by("WER VI.51 §4", 5) == (["C-2026-000801"], 1)
        assert cited_by("MC 8._", 5) == ([], 0)
