"""Why a list is refused."""

from cooperatives.formats.lists import UnreadableList as UnreadableList


class SameFileTwice(Exception):
    """This very file was read for this edition before, and was neither given up nor taken back."""


class UnfitProof(Exception):
    """A proof is no PDF, JPEG or PNG by its content, too large, or one too many; `why` is a code."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why


class NotReadyToLoad(Exception):
    """Rows are neither good nor left out."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(str(numbers))
        self.numbers = numbers


class NothingToLoad(Exception):
    """No row is good, or all good ones were loaded before."""


class RowLoaded(Exception):
    """The row is in the book: the whole import must be taken back before it changes."""


class ListClosed(Exception):
    """The import was given up or taken back, or its rows are still being read."""


class NotGuilty(Exception):
    """The row has no such problem."""


class ChangedSince(Exception):
    """Totals that the import wrote were changed by somebody since: taking it back would undo that too."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(str(numbers))
        self.numbers = numbers
