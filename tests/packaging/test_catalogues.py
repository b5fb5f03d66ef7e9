"""The four catalogues are complete, and no translation lost or invented a placeholder."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Message

from app import translations
from app.language import LANGUAGES, Language

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues_script", ROOT / "packaging" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogues_are_in_order(catalogues: ModuleType) -> None:
    faults = list(catalogues.check())
    assert not faults, "\n".join([f"{len(faults)} faults, the first:", *faults[:20]])


@pytest.mark.parametrize(
    ("source", "translated", "code", "fault"),
    [
        ("Until {day}", "Tot {day}", "nl", None),
        ("Until {day}", "Tot {dag}", "nl", "placeholders ['day'] became ['dag']"),
        ("Until {day}", "Tot dan", "nl", "placeholders ['day'] became []"),
        ("Until then", "", "nl", "not translated"),
        (("{count} day", "{count} days"), ("één dag", "{count} dagen"), "nl", None),
        (("{count} day", "{count} days"), ("{count} dag", "dagen"), "nl", "placeholders ['count'] became []"),
        (("{count} day", "{count} days"), ("{count} dag", ""), "nl", "not translated"),
        ("Why?", "Pourquoi\u202f?", "fr", None),
        ("Why?", "Pourquoi ?", "fr", "U+202F before ; ! ?"),
        ("At: {day}", "Le : {day}", "fr", "U+00A0 before :"),
        ("At 12:30", "À 12:30", "fr", None),
    ],
)
def test_faults_are_found(
    catalogues: ModuleType,
    source: str | tuple[str, str],
    translated: str | tuple[str, str],
    code: str,
    fault: str | None,
) -> None:
    assert list(catalogues.faults_of(Message(source, translated), code)) == ([fault] if fault else [])


def test_a_doubtful_translation_is_found(catalogues: ModuleType) -> None:
    assert "doubtful" in list(catalogues.faults_of(Message("Until", "Tot", flags=("fuzzy",)), "nl"))


@pytest.fixture
def own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one sentence, in a folder of the test."""
    monkeypatch.setattr(translations.paths, "I18N", tmp_path)
    monkeypatch.setattr(translations, "load", translations.load.__wrapped__)
    source = translations.po_file("nl")
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE.format(translated="Waarom"), encoding="utf-8")
    return source


CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Why"\nmsgstr "{translated}"\n'


def test_a_catalogue_is_compiled_when_it_is_first_needed(own_catalogue: Path) -> None:
    assert Language("nl").text("Why") == "Waarom"
    assert own_catalogue.with_suffix(".mo").exists()
    assert [path.suffix for path in own_catalogue.parent.iterdir() if path.suffix not in (".po", ".mo")] == []


def test_a_changed_catalogue_is_compiled_anew(own_catalogue: Path) -> None:
    assert Language("nl").text("Why") == "Waarom"
    own_catalogue.write_text(CATALOGUE.format(translated="Hoezo"), encoding="utf-8")
    assert Language("nl").text("Why") == "Hoezo"


def test_a_folder_that_cannot_be_written_is_no_trouble(own_catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(code: str) -> Path:
        raise PermissionError

    monkeypatch.setattr(translations, "compile_beside", refuse)
    assert Language("nl").text("Why") == "Waarom"
    assert not own_catalogue.with_suffix(".mo").exists()


def test_without_a_catalogue_the_source_text_stands(own_catalogue: Path) -> None:
    assert Language("de").text("Why") == "Why"


def test_every_language_has_a_catalogue() -> None:
    assert [code for code in LANGUAGES if not translations.po_file(code).exists()] == []


def test_the_script_refuses_what_it_does_not_know(catalogues: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogues.main(["translate"]) == 2
    assert "Usage" in capsys.readouterr().err
