"""ParisAnalysis settings: how much is said, and how the run list is cut."""

from __future__ import annotations

from parisana.ui.desktop.forms.bound import BoundField
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.settings import PageSource
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import label


class AnalysisCard(Card):
    """The settings, and in a sentence what they come to."""

    def __init__(self, analysis: PageSource) -> None:
        super().__init__("ParisAnalysis")
        self.source = analysis
        self.fields = {each.name: BoundField(analysis, each.name) for each in analysis.parameters}
        self.problem, self.sentence = label("", "caption", "bad", wrap=True), label("", "caption", "dim", wrap=True)
        for widget in (*self.fields.values(), self.problem, self.sentence):
            self.add(widget)
        self._runs: int | None = None

    def refresh(self) -> None:
        """Show the settings as they stand."""
        fields = {field.parameter.name: field for field in self.source.fields()}
        for name, each in self.fields.items():
            each.show_field(fields[name])
        problems = " ".join(field.problem for field in fields.values() if field.problem)
        self.problem.setText(problems)
        self.problem.setVisible(bool(problems))
        size = fields["runs_per_slice"].value if fields["sliced"].value else None
        self.sentence.setText(slices(self._runs, size) if self._runs else "")

    def show_runs(self, runs: int | None) -> None:
        """Take how many runs the profile has."""
        self._runs = runs
        self.refresh()

    def focus(self, name: str) -> None:
        """Put the cursor into a setting."""
        if field := self.fields.get(name):
            field.editor.parts[0].setFocus()


def slices(runs: int, size: object) -> str:
    """Say how many slices a number of runs makes, and how large they are."""
    counted = (
        translate("AnalysisCard", "1 run makes")
        if runs == 1
        else translate("AnalysisCard", "{0} runs make").format(f"{runs:,}")
    )
    if not isinstance(size, int) or size < 1:
        return translate("AnalysisCard", "{0} one job, unsliced.").format(counted)
    whole, rest = divmod(runs, size)
    if not whole:
        return translate("AnalysisCard", "{0} one slice.").format(counted)
    total = whole + bool(rest)
    if total == 1:
        return translate("AnalysisCard", "{0} one slice.").format(counted)
    ending = translate("AnalysisCard", " and one of {0}").format(rest) if rest else ""
    return translate("AnalysisCard", "{0} {1} slices: {2} of {3}{4}.").format(
        counted, f"{total:,}", f"{whole:,}", size, ending
    )
