"""The language of the window: the one that was asked for, else the user's, else English.

Translations are read as they are written, from ``resources/translations/parisana_LANGUAGE.ts``: a new one is a file.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).parents[2] / "resources/translations"
#: What the texts in the program are written in.
OWN = "en"
VARIABLE, SETTING = "PARISANA_LANGUAGE", "window/language"


class Words(QTranslator):
    """Texts by their context, as one file has them."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = read(file)

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the text in this language; one that is not there stays as it is."""
        return self._words.get((context, text)) or text

    def isEmpty(self) -> bool:
        """Say whether there are any."""
        return not self._words


def read(file: Path) -> dict[tuple[str, str], str]:
    """Return what is translated in a file, by context and text."""
    from xml.etree import ElementTree

    return {
        (context.findtext("name", ""), message.findtext("source", "")): words
        for context in ElementTree.parse(file).iter("context")
        for message in context.iter("message")
        if (words := message.findtext("translation", ""))
    }


def languages() -> list[str]:
    """Return the languages that the window speaks, by their codes."""
    return [OWN, *sorted(file.stem.partition("_")[2] for file in FOLDER.glob("parisana_*.ts"))]


def wanted(given: str | None = None, settings: QSettings | None = None) -> str:
    """Return the language: named in the call, by the environment, in the settings, or as the system has it."""
    chosen = given or os.environ.get(VARIABLE) or (settings and str(settings.value(SETTING) or ""))
    names = [chosen] if chosen else QLocale().uiLanguages()
    codes = [name.replace("_", "-").partition("-")[0].lower() for name in names]
    return next((code for code in codes if code in languages()), OWN)


def speak(application: QApplication, language: str) -> None:
    """Let the application speak a language: its own texts, and those of Qt."""
    if language == OWN:
        return
    qt = QTranslator(application)
    if qt.load(QLocale(language), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qt)
    application.installTranslator(Words(FOLDER / f"parisana_{language}.ts", application))
