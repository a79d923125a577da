"""The profile in the window: its draft, what was undone, what is wrong with it, what differs from the disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from parisana.app.profiles.shelf import Opened
from parisana.core.editing.profile_draft import Draft, Judgement, judge
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document

Path = tuple[str, ...]


class Step(QUndoCommand):
    """One edit: drafts never change, so before and after are all that it needs."""

    def __init__(self, editor: ProfileEditor, words: str, before: Draft, after: Draft) -> None:
        super().__init__(words)
        self._editor, self._before, self._after = editor, before, after

    def undo(self) -> None:
        """Go back."""
        self._editor.show_draft(self._before)

    def redo(self) -> None:
        """Do it, again or for the first time."""
        self._editor.show_draft(self._after)


class ProfileEditor(QObject):
    """One profile under edit."""

    #: Another profile is in the window.
    opened = Signal()
    #: A value, a problem or a mark may have changed.
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._opened: Opened | None = None
        self._draft: Draft | None = None
        self._judgement: Judgement | None = None
        self._site: Document | None = None

    def open(self, opened: Opened) -> None:
        """Edit this profile from now on."""
        self.stack.clear()
        self._opened, self._draft, self._site = opened, opened.draft, None
        self._judgement = judge(opened.draft)
        self.opened.emit()
        self.changed.emit()

    def restore(self, draft: Draft) -> None:
        """Lay unsaved work of an earlier time over what was opened, as one edit."""
        self._push(self.tr("Restore unsaved work"), draft)

    @property
    def is_open(self) -> bool:
        """Whether there is a profile."""
        return self._opened is not None

    @property
    def profile(self) -> Opened:
        """The profile as it was opened or last saved."""
        assert self._opened is not None
        return self._opened

    @property
    def draft(self) -> Draft:
        """The profile as it stands in the window."""
        assert self._draft is not None
        return self._draft

    @property
    def suite(self) -> Suite:
        """The suite of the profile."""
        return self.draft.suite

    @property
    def judgement(self) -> Judgement:
        """What the profile comes to."""
        assert self._judgement is not None
        return self._judgement

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.is_open and bool(self.draft.changed_from(self.profile.draft))

    def value(self, path: Path, default: Any = None) -> Any:
        """Return what is written at a path."""
        return self.draft.value(path, default)

    def set_value(self, path: Path, value: Any) -> None:
        """Write a value; nothing, where it is left empty."""
        after = self.draft.without(path) if value is None else self.draft.with_value(path, value)
        self._push(self.tr("Change {0}").format(path[-1]), after)

    def set_values(self, values: Iterable[tuple[Path, Any]], words: str) -> None:
        """Write several values as one edit."""
        after = self.draft
        for path, value in values:
            after = after.without(path) if value is None else after.with_value(path, value)
        self._push(words, after)

    def reset(self, *paths: Path) -> None:
        """Let the defaults count again, at one path or several, as one edit."""
        after = self.draft
        for path in paths:
            after = after.without(path)
        self._push(self.tr("Reset {0}").format(paths[0][-1]), after)

    def take(self, draft: Draft, words: str) -> None:
        """Take a draft that was made elsewhere, as one edit."""
        self._push(words, draft)

    def saved(self, opened: Opened) -> None:
        """Take what is on disk now as the state to compare with; undo goes back beyond it."""
        self._opened = opened
        self.stack.setClean()
        self.changed.emit()

    def judge_with(self, site: Document | None) -> None:
        """Look also at the overrides, with the text of the site that they are for."""
        self._site = site
        self.show_draft(self.draft)

    def show_draft(self, draft: Draft) -> None:
        """Take a draft as the present one; of another suite, all pages are others."""
        before = self.suite.name
        self._draft, self._judgement = draft, judge(draft, self._site)
        if draft.suite.name != before:
            self.opened.emit()
        self.changed.emit()

    def _push(self, words: str, after: Draft) -> None:
        if after.changed_from(self.draft):
            self.stack.push(Step(self, words, self.draft, after))
