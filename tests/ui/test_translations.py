"""The window's words in other languages: all are found, none is forgotten, and the language is the one asked for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from parisana.ui.desktop import translations
from parisana.ui.desktop.window import Window
from tests.trying import cannot_try
from tests.ui.looking import elided, outside, pages

CHECKOUT = Path(__file__).resolve().parents[2]
REMEDY = "Run: make translations. Then say in French what is marked as unfinished in parisana_fr.ts."
#: Contexts whose texts are data: titles of a suite's parameters, states of a site in its own words.
DATA = ("Terms", "State")


def sources(file: Path) -> set[tuple[str, str]]:
    """Return the contexts and texts of a file, translated or not."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(file).iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return all texts that the program has today."""
    if not (CHECKOUT / ".venv/bin/pyside6-lupdate").exists():
        cannot_try("pyside6-lupdate is not installed")
    folder = tmp_path_factory.mktemp("translations")
    file = shutil.copy(CHECKOUT / "resources/translations/parisana.ts", folder)
    subprocess.run(["sh", CHECKOUT / "tools/translations.sh", folder], check=True, capture_output=True)
    return sources(Path(file))


@pytest.mark.parametrize("name", ["parisana.ts", "parisana_fr.ts"])
def test_every_text_is_in_the_files(found: set[tuple[str, str]], name: str) -> None:
    there = sources(translations.FOLDER / name)
    assert found - there == set(), REMEDY
    assert there - found == set(), REMEDY


def test_french_is_complete_and_keeps_what_is_filled_in() -> None:
    file = translations.FOLDER / "parisana_fr.ts"
    words = translations.read(file)
    assert words.keys() == sources(file), REMEDY
    fields = {text: words[context, text] for context, text in words}
    wrong = [
        text
        for text, french in fields.items()
        if any(text.count(f"{{{n}}}") != french.count(f"{{{n}}}") for n in range(6))
    ]
    assert not wrong


class Listening(QTranslator):
    """Hears what the window asks to be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Keep it, and leave it as it is."""
        self.asked.add((context, text))
        return text

    def isEmpty(self) -> bool:
        """Say that there are words."""
        return False


@pytest.fixture
def listening(qapp: QApplication) -> Iterator[Listening]:
    """Let the application ask one who listens."""
    translator = Listening()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_words_of_tables_are_found_too(listening: Listening, make: Callable[..., Window]) -> None:
    """What goes through a variable on its way to the eye is in the template as well."""
    window = make()
    for _ in pages(window):
        pass
    known = sources(translations.FOLDER / "parisana.ts")
    contexts = {context for context, _ in known}
    texts = {text for _, text in known}
    asked = {(context, text) for context, text in listening.asked if context in contexts and context not in DATA}
    assert len(asked) > 200
    assert {text for _, text in asked} - texts == set(), REMEDY


@pytest.fixture
def french(qapp: QApplication) -> Iterator[None]:
    """Let the application speak French."""
    words = translations.Words(translations.FOLDER / "parisana_fr.ts")
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def test_the_window_speaks_french(french: None, make: Callable[..., Window]) -> None:
    window = make()
    window.go("page.batch")
    assert window.page.accessibleName() == "Système de batch"
    assert window.commands["undo"].text() == "Annuler"
    window.refresh()
    assert window.footer.total.text() == "Aucun job"


def test_the_language_is_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    monkeypatch.delenv(translations.VARIABLE, raising=False)
    assert translations.languages() == ["en", "fr"]
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["fr-CA", "fr", "en"])
    assert translations.wanted() == "fr"
    settings.setValue(translations.SETTING, "en")
    assert translations.wanted(None, settings) == "en"
    monkeypatch.setenv(translations.VARIABLE, "fr_FR")
    assert translations.wanted(None, settings) == "fr"
    assert translations.wanted("en", settings) == "en"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["ja-JP", "ja"])
    monkeypatch.delenv(translations.VARIABLE)
    assert translations.wanted() == "en"


def test_a_language_is_chosen_by_a_command(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(translations.VARIABLE, raising=False)
    window.commands["language-fr"].trigger()
    assert translations.wanted(None, window.settings) == "fr"
    assert "français" in window.commands["language-fr"].text()


def test_french_has_room(french: None, make: Callable[..., Window]) -> None:
    window = make()
    found = {address: texts for address, page in pages(window) if (texts := elided(page) + outside(page))}
    assert not found
    assert not elided(window.header) and not elided(window.footer)
