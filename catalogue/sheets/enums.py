"""Closed lists of product sheets, and their moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetStatus(TextChoices):
    """Where a sheet stands."""

    READING = "reading", _("Being read")
    CHECKED = "checked", _("Ready to be looked at")
    LOADING = "loading", _("Being taken over")
    LOADED = "loaded", _("Taken over")
    UNDOING = "undoing", _("Being taken back")
    TAKEN_BACK = "taken_back", _("Taken back")
    DROPPED = "dropped", _("Put away")


SHEET_MOVES: dict[str, set[str]] = {
    SheetStatus.READING: {SheetStatus.CHECKED, SheetStatus.DROPPED},
    SheetStatus.CHECKED: {SheetStatus.LOADING, SheetStatus.DROPPED},
    # Back to be looked at, where the whole was wanted and a row does not fit any more, or where it did not work.
    SheetStatus.LOADING: {SheetStatus.LOADED, SheetStatus.CHECKED},
    SheetStatus.LOADED: {SheetStatus.UNDOING},
    # Back to where it was, where it did not work.
    SheetStatus.UNDOING: {SheetStatus.TAKEN_BACK, SheetStatus.LOADED},
    SheetStatus.TAKEN_BACK: set(),
    SheetStatus.DROPPED: set(),
}


class RowAct(TextChoices):
    """What taking a row over does."""

    ADD = "add", _("New")
    CHANGE = "change", _("Changes")
    SAME = "same", _("Nothing changes")
    REFUSED = "refused", _("Must be mended")
