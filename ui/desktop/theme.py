"""The window's theme: every text size and distance has its name here; colours have theirs in ``ui/colours.py``."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from parisana.ui.colours import DARK, LIGHT, THEMES, Name, Theme

__all__ = ["DARK", "LIGHT", "THEMES", "Name", "Theme", "palette"]

#: Distances in pixels, on a grid of eight with half steps.
HEADER, FOOTER, SIDE = 48, 40, 256
MARGIN, TOP, GAP, NARROW = 24, 16, 16, 12
CARD, RADIUS, SMALL_RADIUS = 16, 8, 6
BUTTON, SMALL_BUTTON, FIELD, TALL_FIELD, ROW_GAP = 32, 28, 28, 32, 8
SIDE_ROW, SIDE_GROUP, TABLE_ROW, TABLE_HEAD = 24, 30, 28, 32
BOX, DOT, BAR, FOOTER_BAR = 16, 8, 4, 6
DIALOG, DIALOG_RADIUS = 24, 12

#: Widths in pixels: a form's label column and its most, a field for a number, another field, the details at the right.
LABEL, LONGEST_LABEL, NUMBER, WIDE, DETAILS = 128, 184, 96, 288, 264
#: Between a field and its reset; a card of what belongs to one system only; a storage's name; what is said of an
#: area; the label of a storage's root; the words beside a tick in a narrow form.
BESIDE, SPECIFIC, KIND, SAID, ROOT, FOLD = 4, 340, 108, 112, 152, 124
#: Sizes of the dialogs with a table and with a file's text; rows of a table in a dialog.
WIDE_DIALOG, TEXT_DIALOG, DIALOG_ROW = (1080, 560), (820, 600), 34
#: The least width of the dialog of proxy and token; the size of a small plot.
CREDENTIAL, SPARK = 520, (200, 88)
#: Rows of the table of a plan.
PLAN_ROW = 30

#: Of the page Jobs: the fields to filter by a text and by a stretch of time, a production's width and height, a
#: stage's; the sizes of its dialogs.
SEARCH, SPAN_FIELD, PRODUCTION, TILE, STRIP_CELL, NARROW_TABLE = 160, 300, 232, 46, (96, 62), 720
LOG, REPORT, LIST = (960, 640), (760, 640), (940, 520)

#: Charts: room for axes at each side, the least size of one, the length of a tick; the mark of a slice in a table.
CHART_LEFT, CHART_TOP, CHART_RIGHT, CHART_BOTTOM, CHART_SMALLEST, TICK, GUTTER = 46, 8, 10, 38, 150, 4, 3
#: The least height of a chart that shares a column with another, and of that column's lower part with all it says.
CHART_LOW, ZENITH_HIGH = 108, 205
#: The column with charts at the right of a table; that beside the sky map; the least height of the map, one that
#: leaves the table what it needs, and that;
#: the room at the left of a piece of the sky, for its declinations.
CHARTS, SKY_PANEL, SKY_LEAST, SKY_LARGE, TABLE_LEAST, SKY_LEFT = 288, 368, 240, 2000, 150, 68
#: Widths of fields whose titles stand over them: a number, a day, an angle, a name, a path.
SHORT_FIELD, DAY_FIELD, ANGLE_FIELD, NAME_FIELD, PATH_FIELD = 64, 96, 124, 168, 320

#: Of the page Failures: the least width of the list, the height of its chart.
FAILURES, FAILURE_CHART = 360, 132

#: Of the page Time line: a lane's height, its least, the room for its title; the table of what was done.
LANE, LANE_LEAST, LANE_TITLE, DEEDS = 56, 30, 150, 176

#: Of the page Results: a picture in its card, one shown large, the details of a file, the titles of its origin.
PICTURE, ENLARGED, FILE_DETAILS, ORIGIN_TITLE = 280, (1080, 760), 400, 124
#: Its plots: the width of a spectrum, the room for a map's scale and the scale's own width; the height of the upper
#: and of the lower cards; the choice of a production to compare with; the dialogs of provenance and of sending;
#: a node of the graph (its width, the least one, its height), the room between two, the height of what is known of
#: one.
PLOT_WIDE, SCALE_RIGHT, SCALE_WIDE, PLOT_HIGH, PLOT_LOW, AGAINST = 300, 64, 10, 372, 264, 148
PROVENANCE, SENDING, NODE, NODE_GAP, ORIGIN_HIGH = (1180, 660), (560, 440), (152, 88, 46), (26, 14), 184

#: Of the page Storage: the columns behind the names (size, when changed, where, remark), the dialog with the tree; of
#: the page Transfers: the height of its chart, the columns with state, progress, size, rate and time left.
STORAGE_COLUMNS, BROWSING, TRANSFER_CHART = (88, 136, 104, 176), (860, 560), 176
TRANSFER_COLUMNS = (112, 80, 136, 88, 72)

#: Of the page MC Production Schedule: the widths of its fields, those that take more than a number; that of a number of
#: showers; the dialog that extends a production.
MC_FIELDS = {
    "type": 136, "for": 128, "primary": 108, "configuration": 108, "site": 108, "layout": 128, "description": 320,
    "seed": 104, "zeniths": 336,
}  # fmt: skip
MC_COUNT, MC_EXTENSION = 116, 560

#: Of the page Profiles: the dialog of differences.
DIFFERENCES = (820, 520)


def palette(theme: Theme) -> QPalette:
    """Return the theme as Qt's own widgets take it."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.bg, roles.WindowText: theme.text, roles.Base: theme.panel, roles.AlternateBase: theme.alt,
        roles.Text: theme.text, roles.Button: theme.panel, roles.ButtonText: theme.text, roles.BrightText: theme.bad,
        roles.Highlight: theme.accent, roles.HighlightedText: theme.on_accent, roles.Link: theme.accent,
        roles.LinkVisited: theme.accent, roles.PlaceholderText: theme.faint, roles.ToolTipBase: theme.panel,
        roles.ToolTipText: theme.text, roles.Mid: theme.line, roles.Dark: theme.fieldline, roles.Light: theme.panel,
        roles.Midlight: theme.hair, roles.Shadow: theme.fieldline, roles.Accent: theme.accent,
    }  # fmt: skip
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made
