"""Why something of the day itself is refused."""


class DayRefused(Exception):
    """What was asked for does not fit the stop and its day; nothing was written."""


class BadgeUnknown(DayRefused):
    """No badge has this number."""


class BadgeElsewhere(DayRefused):
    """The badge is of another stop, or of another edition."""


class BadgeEnded(DayRefused):
    """The badge was lost and opens the gate no more."""


class NotComing(DayRefused):
    """The participation was withdrawn: it has no place on the day."""


class DayElsewhere(DayRefused):
    """The day is not one of the participation's stop."""


class CameAlready(DayRefused):
    """Somebody of the participation came on this day: it is not missing."""


class NotCounted(DayRefused):
    """The workshop was called off: nobody came to it."""


class StallNotFree(DayRefused):
    """The stall is not one for an institution, or another institution stands there."""
