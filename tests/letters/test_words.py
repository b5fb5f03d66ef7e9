"""Names, addresses, salutations, sources and what each letter says in the cases that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.language import language
from app.letters.address import address_block, salutation
from app.letters.content import compose
from app.letters.letter import write
from app.letters.letterhead import FILE_NAME, current, read
from app.letters.marks import Code
from app.letters.matter import DealerLine, Instead, Matter, RefundLine
from app.letters.samples import LANGUAGES, matter
from app.letters.sheet import arrange
from app.letters.sources import Sources, printable_clause
from app.paths import RESOURCES
from app.problems import Problem
from app.terms.clause import Cents, because
from tests.letters.matters import even, letter_text, with_findings

SALUTATIONS = {
    ("nl", "ms"): "Geachte mevrouw De Smet,",
    ("nl", "mr"): "Geachte heer De Smet,",
    ("nl", "neutral"): "Geachte Elke De Smet,",
    ("nl", "company"): "Geachte mevrouw, geachte heer,",
    ("fr", "ms"): "Madame,",
    ("fr", "mr"): "Monsieur,",
    ("fr", "neutral"): "Madame, Monsieur,",
    ("fr", "company"): "Madame, Monsieur,",
    ("de", "ms"): "Sehr geehrte Frau De Smet,",
    ("de", "mr"): "Sehr geehrter Herr De Smet,",
    ("de", "neutral"): "Guten Tag Elke De Smet,",
    ("de", "company"): "Sehr geehrte Damen und Herren,",
    ("en", "ms"): "Dear Ms De Smet,",
    ("en", "mr"): "Dear Mr De Smet,",
    ("en", "neutral"): "Dear Elke De Smet,",
    ("en", "company"): "Dear Sir or Madam,",
}


def titled(code: str, title: str) -> Matter:
    elke = matter("acknowledgement", "nl")
    return replace(elke, language=code, recipient=replace(elke.recipient, title=title))


@pytest.mark.parametrize(("code", "title"), SALUTATIONS)
def test_salutation(code: str, title: str) -> None:
    assert salutation(titled(code, title)) == SALUTATIONS[code, title]


def test_nobody_is_greeted_by_an_empty_name() -> None:
    one = titled("nl", "mr")
    assert (
        salutation(replace(one, recipient=replace(one.recipient, family_name=""))) == "Geachte mevrouw, geachte heer,"
    )


def test_envelope_in_german_says_herrn() -> None:
    one = titled("de", "mr")
    assert address_block(one.recipient, "de")[0] == "Herrn Elke De Smet"


def test_company_comes_before_the_person() -> None:
    one = titled("fr", "ms")
    block = address_block(replace(one.recipient, company_name="Boulangerie Dupain SRL"), "fr")
    assert block[:2] == ("Boulangerie Dupain SRL", "À l'attention de Madame Elke De Smet")


@pytest.mark.parametrize(("code", "country"), [("nl", "LUXEMBURG"), ("fr", "LUXEMBOURG"), ("de", "LUXEMBURG")])
def test_only_mail_abroad_names_the_country(code: str, country: str) -> None:
    one = titled(code, "ms").recipient
    assert address_block(replace(one, country="LU"), code)[-1] == country
    assert address_block(one, code)[-1] == "9000 Gent"


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("MC 8.5 a", "MC 8.5"),
        ("MC 8.10", "MC 8.10"),
        ("MC 15", "MC 15"),
        ("SI 11", "SI 11"),
        ("WER VI.51 §4", "WER VI.51"),
        ("LU L.222-10 (6)", "LU L.222-10"),
        ("Reg. 1182/71 art. 3", "1182/71 3"),
        ("WER I.1 2°", ""),
        ("G34 A", ""),
        ("DA2 1.2", ""),
    ],
)
def test_what_is_printed_of_a_clause(clause: str, printed: str) -> None:
    assert printable_clause(clause) == printed


def test_sources_are_numbered_as_cited_and_the_laws_share_a_line() -> None:
    sources = Sources(language("nl"))
    assert sources.mark(("MC 15", "G34 A", "WER VI.47 §1")) == "¹\u202f²"
    assert sources.mark(("MC 8.1", "MC 15", "WER VI.51 §4")) == "¹\u202f³\u202f⁴"
    assert sources.mark(("SI 11", "LU L.222-9 (1)", "Reg. 1182/71 art. 3")) == "⁵\u202f⁶\u202f⁷"
    assert [even(line) for line in sources.lines()] == [
        "¹ artikel 15: herroeping en terugbetaling",
        "³ artikel 8.1: opzegging van het contract",
        "⁵ Voorwaarden Service Inclusive, artikel 11: herroeping en terugbetaling",
        "² ⁴ Wetboek van economisch recht, art. VI.47, VI.51",
        "⁶ Code de la consommation (Luxemburg), art. L. 222-9",
        "⁷ Verordening (EEG, Euratom) 1182/71, art. 3",
    ]
    assert sources.heading("mini-belux-2025-09") == "Voorwaarden MINI Connected, september\u00a02025:"


@pytest.mark.parametrize("code", LANGUAGES)
def test_waiting_refund_is_never_promised(code: str) -> None:
    one = matter("acknowledgement", code)
    text = letter_text(replace(one, awaits_approval=True))
    assert even(language(code).date_long(date(2027, 1, 11))) in text
    assert "265" not in text
    confirmed = letter_text(replace(one, kind="withdrawal_confirmation", awaits_approval=True))
    assert "265" not in confirmed


def test_line_without_an_amount_is_being_checked() -> None:
    one = matter("withdrawal_confirmation", "en")
    waiting = replace(one.refund_lines[1], refund=None, deduction=None, vat=None)
    text = letter_text(replace(one, refund_lines=(one.refund_lines[0], waiting), refund_total=None, refund_vat=None))
    assert "being checked" in text
    assert "€116.38" in text
    assert "You get back" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_company_is_told_why_it_cannot_withdraw(code: str) -> None:
    one = with_findings(matter("withdrawal_refusal", code), "withdrawal", allowed=False, reason="not_a_consumer")
    text = letter_text(one)
    assert "2026." not in compose(one).subject
    assert even(language(code).date_long(date(2026, 11, 2))) not in text


def test_alternative_without_dates_and_with_money() -> None:
    one = matter("withdrawal_refusal", "en")
    options = (
        Instead(because("You end the MINI Connected contract."), date(2027, 1, 4), None, Cents(1250), ("MC 8.1",)),
        Instead(because("You end the MINI Connected contract."), None, None, None),
    )
    text = letter_text(replace(one, alternatives=options))
    assert "You can do so until and including Monday 4 January 2027" in text
    assert "You then get €12.50 back" in text


def test_contract_revoked_before_the_handover_pays_back() -> None:
    one = matter("sim_confirmation", "nl")
    paid = matter("withdrawal_confirmation", "nl")
    revoked = with_findings(
        one, "sim_deactivation", treated_as="withdrawal_of_framework", framework_end=date(2026, 12, 28)
    )
    revoked = replace(
        revoked,
        refund_lines=paid.refund_lines,
        refund_total=paid.refund_total,
        refund_due_by=date(2027, 1, 11),
        dealer=None,
    )
    text = letter_text(revoked)
    assert "Uw contract vervalt: u krijgt € 265,38 terug" in text
    assert "ten laatste op maandag 11 januari 2027" in text
    assert "filiaal of werkplaats" in text


@pytest.mark.parametrize("ends", [date(2027, 1, 28), None])
def test_switching_off_with_a_notice_names_the_last_day(ends: date | None) -> None:
    one = with_findings(matter("sim_confirmation", "en"), "sim_deactivation", framework_end=ends)
    text = letter_text(replace(one, terminates_too=True))
    assert ("Its last day is Thursday 28 January 2027" in text) == bool(ends)
    assert "does not end your contract" not in text


def test_suspension_names_the_day_the_card_went_off() -> None:
    one = with_findings(
        matter("sim_confirmation", "en"), "sim_deactivation", obligation_suspended_from=date(2026, 12, 30)
    )
    assert "off since Wednesday 30 December 2026" in letter_text(one)


def test_work_order_goes_to_the_dealer_and_says_nothing_of_money() -> None:
    one = replace(matter("sim_work_order", "en"), dealer=DealerLine("MINI Aalst", "Aalst", "+32 53 00 00 00"))
    content = compose(one)
    assert content.address == ("MINI Aalst", "Aalst")
    text = letter_text(one)
    assert one.vin in text
    assert one.iccid in text
    assert "€" not in text


def test_sale_lists_the_duties() -> None:
    one = with_findings(
        matter("termination_confirmation", "en"),
        "vehicle_sale",
        six_weeks_end=date(2027, 2, 8),
        last_service_day=date(2027, 2, 8),
        refund=Cents(0),
    )
    text = letter_text(replace(one, subject="sale", subject_name="Drive Recorder"))
    assert "Drive Recorder ends on 8 February 2027" in text
    assert "Unlink the car" in text
    assert "Tell the new owner or user" in text


def test_monthly_service_is_not_charged_again() -> None:
    one = with_findings(
        matter("termination_confirmation", "en"),
        "customer_terminates_service",
        effective_from=date(2027, 1, 5),
        last_service_day=date(2027, 1, 4),
        refund=Cents(0),
    )
    text = letter_text(replace(one, subject="service", subject_name="Drive Recorder", services=()))
    assert "Monday 4 January 2027" in text
    assert "payment due on Tuesday 5 January 2027 is not taken" in text
    assert "no refund for ‘Drive Recorder’" in text


def test_contract_goes_on_for_its_limited_services() -> None:
    one = with_findings(
        matter("termination_confirmation", "en"),
        "customer_terminates_framework",
        notice_end=date(2027, 1, 28),
        framework_remains_only_for_limited_until=date(2027, 12, 17),
    )
    assert "only for them, until and including Friday 17 December 2027" in letter_text(one)


def test_refund_of_a_renewed_term_is_shown() -> None:
    one = with_findings(
        matter("termination_confirmation", "en"),
        "customer_terminates_service",
        last_service_day=date(2027, 1, 4),
        refund=Cents(5000),
    )
    line = RefundLine("B-1", "Package", "limited", None, None, Cents(9000), 40, 90, Cents(4000), Cents(5000), None,
                      date(2027, 1, 4), False)  # fmt: skip
    one = replace(one, subject="service", subject_name="Package", refund_lines=(line,), refund_total=Cents(5000))
    assert "€50.00" in letter_text(one)


@pytest.mark.parametrize("means", ["letter", "email", "phone", "portal", "app", "counter", "online_function"])
def test_acknowledgement_names_channel_day_and_hour(means: str) -> None:
    texts = {letter_text(replace(matter("acknowledgement", "en"), receipt_means=means)) for means in (means, "fax")}
    for text in texts:
        assert "Monday 28 December 2026 at 9:14" in text
        assert "Thursday 24 December 2026" in text
    assert len(texts) == (1 if means == "letter" else 2)


def test_acknowledgement_of_a_notice() -> None:
    one = with_findings(matter("acknowledgement", "nl"), "vehicle_sale")
    text = letter_text(replace(one, subject="sale", subject_name="Drive Recorder"))
    assert "Ontvangstbevestiging van uw opzegging" in text
    assert "U hebt uw auto verkocht of doorgegeven" in text


def test_statement_is_quoted() -> None:
    text = letter_text(replace(matter("acknowledgement", "de"), customer_statement="Ich will raus."))
    assert "„Ich will raus.“" in text


def test_letterhead_is_configuration(tmp_path: Path) -> None:
    shipped = (RESOURCES / FILE_NAME).read_text(encoding="utf-8")
    own = tmp_path / FILE_NAME
    own.write_text(shipped.replace('name = "MINI Connected"', 'name = "Autodesk Noord"'), encoding="utf-8")
    one = matter("acknowledgement", "nl")
    assert compose(one, read(own)).sender.name == "Autodesk Noord"
    assert write(one, read(own)).sha256 != write(one, current()).sha256


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("name = ", "not a valid TOML"),
        ('name = "Autodesk Noord"', "lacks the entry"),
    ],
)
def test_faulty_letterhead_is_named_in_one_sentence(tmp_path: Path, text: str | None, said: str) -> None:
    own = tmp_path / FILE_NAME
    if text is not None:
        own.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=said):
        read(own)


@pytest.mark.parametrize(
    ("country", "subject", "phone"),
    [
        ("BE", "booking", "+32 (0)3 890 5001"),
        ("BE", "service_inclusive", "+32 (0)3 890 5003"),
        ("LU", "service_inclusive", "+352 2637 5873"),
    ],
)
def test_whom_to_ask(country: str, subject: str, phone: str) -> None:
    one = replace(matter("acknowledgement", "nl"), country=country, subject=subject)
    assert compose(one).foot.contact[0] == phone


def test_form_without_a_case_has_no_numbers_and_no_code() -> None:
    content = compose(replace(matter("withdrawal_form", "en"), case_number="", letter_number=""))
    assert content.references[0] == ("Our reference", "K-2026-004711")
    assert content.running == "K-2026-004711"
    assert not any(isinstance(mark, Code) for page in arrange(content).pages for mark in page)
