"""A Monte-Carlo production is begun as a profile, and created from it after a last question."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.simulations.productions import Outlook
from parisana.core.texts.words import counted, size
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.command_line import Action
from parisana.ui.desktop.dialogs.messages import ask_name, confirm_dropping, say_error
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """What a production comes to, and from which text."""

    outlook: Outlook
    text: str


class Creating(QObject):
    """What the buttons *New production…* and *Create…* do."""

    #: It is recorded under this number.
    created = Signal(int)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page
        self._question = Question(desk.bridge, "mc-acts", self)

    def begin(self) -> None:
        """Ask for a name, and begin the profile of a production with the usual zenith angles."""
        from parisana.ui.desktop.window import Window

        window, editor = self._page.window(), self.desk.editor
        assert isinstance(window, Window)
        name = ask_name(window, self.tr("New production"), self.tr("Name of the production and of its profile"), "")
        if not name or not confirm_dropping(window):
            return
        suite = editor.suite.name if editor.suite.simulation else "gammapy"
        site = str(editor.value(("site",), "Unix"))
        self.desk.bridge.ask(
            "profiles",
            lambda session: session.profiles.new_production(name, suite, site),
            editor.open,
            lambda error: say_error(window, error),
        )

    def ask(self) -> None:
        """Plan the profile as it stands, then ask."""
        text, file = self.desk.editor.draft.text, self.desk.editor.draft.document.file
        self.desk.say(self.tr("planning…"), "waiting")

        def work(session: Session) -> Asked:
            return Asked(session.simulations.outlook(session.plan_text(text, file)), text)

        self._question.ask(work, self._asked, self._failed)

    def _asked(self, asked: Asked) -> None:
        self.desk.say("")
        if question(self._page, asked.outlook, self._command()).confirmed():
            prepared, even_so = asked.outlook.prepared, bool(asked.outlook.same)
            self._question.ask(
                lambda session: session.simulations.create(prepared, even_so=even_so), self._created, self._failed
            )

    def _command(self) -> str:
        opened = self.desk.editor.profile
        return command_line("mc create", str(opened.path) if opened.origin == "file" else opened.name)

    def _created(self, number: int) -> None:
        self.desk.say(self.tr("production {0} is recorded; Start sends its jobs").format(number))
        self.created.emit(number)

    def _failed(self, error: Exception) -> None:
        self.desk.say("")
        say_error(self._page, error)


def question(page: Page, outlook: Outlook, command: str) -> Action:
    """Return the question: what it takes, what is there already, and the count in the button."""
    jobs = counted(outlook.jobs, translate("Creating", "1 job"), translate("Creating", "{0} jobs"))
    text = translate("Creating", "{0} showers in {1}: at most {2} core hours and {3}. It waits until it is started.")
    takes = text.format(f"{outlook.showers:,}", jobs, f"{outlook.core_hours:,.1f}", size(outlook.bytes_out))
    name = outlook.prepared.profile.name
    if not outlook.same:
        return Action(
            page,
            translate("Creating", "Create the production {0}?").format(name),
            takes,
            translate("Creating", "Create {0}").format(jobs),
            command,
        )
    heading = translate("Creating", "Production {0} simulates the same showers").format(outlook.same[0].production_id)
    advice = translate(
        "Creating", "With the same seed its results are taken over. Extend that one, or choose another seed."
    )
    action = translate("Creating", "Create {0} all the same").format(jobs)
    return Action(page, heading, f"{advice} {takes}", action, f"{command} --even-so")
