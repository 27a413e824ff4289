"""What may stand against sending or judging."""


class AlreadySent(Exception):
    """Staff are looking at it already."""


class ChangedSince(Exception):
    """The cooperative changed it after the page was shown: what was seen is not what would be accepted."""


class JudgedByItsSender(Exception):
    """Who sent it does not accept it."""
