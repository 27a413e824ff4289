"""Why something of the day itself is refused."""


class DayRefused(Exception):
    """What was asked for does not fit the stop and its day; nothing was written."""


class BadgeUnknown(DayRefused):
    """No badge has this number."""


class BadgeElsewhere(DayRefused):
    """The badge is of another edition."""


class BadgeOfAnotherStop(DayRefused):
    """The badge is of this edition, and of another of its stops."""


class BadgeEnded(DayRefused):
    """The badge was lost and opens the gate no more."""


class NotComing(DayRefused):
    """The participation was withdrawn: it has no place on the day."""


class DayElsewhere(DayRefused):
    """The day is not one of the participation's stop."""


class DayNotCome(DayRefused):
    """The day has not begun: nobody can have come on it."""


class CameAlready(DayRefused):
    """Somebody of the participation came on this day, or on one after it: it is not missing."""


class NotMissing(DayRefused):
    """Nobody wrote the participation down as missing, or that was taken back: its place is its own."""


class NotCounted(DayRefused):
    """The workshop was called off: nobody came to it."""


class StallNotFree(DayRefused):
    """The stall is not one for an institution, or another institution stands there."""
