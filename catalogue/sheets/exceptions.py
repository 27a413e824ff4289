"""Why a sheet is refused, or not taken over."""

from typing import Any


class UnfitSheet(Exception):
    """The file is no sheet of products; `why` is a code of `catalogue.sheets.words`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SameSheetTwice(Exception):
    """This very file waits already: it was neither taken over nor put away."""


class RowsToMend(Exception):
    """The whole sheet was wanted, and some of its rows must be mended first."""


class NothingToTakeOver(Exception):
    """No row of the sheet is new or changes anything."""


class RowsRefused(Exception):
    """What stood when the sheet was read has changed: the problems of each row by its number."""

    def __init__(self, problems: dict[int, list[dict[str, Any]]]) -> None:
        super().__init__(str(sorted(problems)))
        self.problems = problems
