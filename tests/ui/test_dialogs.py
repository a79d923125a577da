"""Every dialog is in a picture, has room for its words, and is understood by those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog

from parisana.core.jobs.states import Failure
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop import translations
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.dialogs import DIALOGS, dialog_classes, look_at, scene_of
from tests.ui.looking import elided, name_of, outside, seen, takes_focus
from tests.ui.productions import end, submit


def complaints(dialog: QDialog) -> list[str]:
    """Return what is wrong with how a dialog looks, or how it is read."""
    nameless = [f"no name: {type(each).__name__}" for each in seen(dialog) if takes_focus(each) and not name_of(each)]
    bars = [
        f"scrolls sideways: {area.accessibleName()}"
        for area in seen(dialog, QAbstractScrollArea)
        if isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().isVisible()
    ]
    cut = [f"cut off: {words}" for words in elided(dialog) + outside(dialog)]
    return nameless + bars + cut


@pytest.fixture(params=translations.languages())
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the application speak each language in turn."""
    words = None
    if request.param != translations.OWN:
        words = translations.Words(translations.FOLDER / f"parisana_{request.param}.ts")
        qapp.installTranslator(words)
    yield request.param
    if words is not None:
        qapp.removeTranslator(words)


@pytest.mark.usefixtures("qtbot")
def test_every_dialog_is_in_a_picture_and_reads_well(
    language: str, fake_toy: Toy, batch: FakeSite, make: Callable[..., Window]
) -> None:
    production = submit(fake_toy)
    end(production, 1, Failure.MEMORY, "It asked for too little memory.", log="first\nERROR at the end\n")
    window = make("crab-local")
    window.desk.choose(production)
    found: dict[str, list[str]] = {}
    classes: set[type] = set()

    with scene_of(window, production, 1, fake_toy.profile()) as scene:
        for name in DIALOGS:

            def use(dialog: QDialog, name: str = name) -> None:
                classes.add(type(dialog))
                if wrong := complaints(dialog):
                    found[name] = wrong

            look_at(scene, name, use)
    assert not found
    assert {each.__name__ for each in dialog_classes() - classes} == set()
