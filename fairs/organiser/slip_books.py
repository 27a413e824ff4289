"""The runs of slips that were given out: how many came back, and which numbers are missing between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from fairs.models import Edition
from fairs.rounds.models import Slip, SlipBook
from fairs.tills.models import SaleLine

# So many holes are named; a book with more was not numbered as it says.
MOST_GAPS = 12
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BookRow:
    """A run of numbers, how many of them were entered, and the holes between those."""

    book: SlipBook
    entered: int
    gaps: Sequence[Run]

    @property
    def size(self) -> int:
        return self.book.last_number - self.book.first_number + 1


def books_of(edition: Edition) -> list[BookRow]:
    """The books by their numbers: two queries."""
    numbers = list(Slip.objects.filter(edition=edition).order_by("number").values_list("number", flat=True))
    books = SlipBook.objects.filter(edition=edition).select_related("participation__cooperative", "given_by")
    return [_row(book, numbers) for book in books.order_by("first_number")]


def slips_of(edition: Edition) -> QuerySet[Slip]:
    """The slips that were entered, latest first."""
    lines = SaleLine.objects.select_related("cooperative").order_by("position")
    slips = Slip.objects.filter(edition=edition).select_related("sale", "entered_by")
    return slips.prefetch_related(Prefetch("sale__lines", lines)).order_by("-entered_at", "-pk")


def _row(book: SlipBook, numbers: Iterable[int]) -> BookRow:
    entered = [number for number in numbers if book.first_number <= number <= book.last_number]
    return BookRow(book, len(entered), list(_gaps(entered, book.first_number))[:MOST_GAPS])


def _gaps(entered: Sequence[int], first: int) -> Iterator[Run]:
    """The runs that were passed over: before the first number entered too, after the last none."""
    expected = first
    for number in entered:
        if number > expected:
            yield expected, number - 1
        expected = number + 1
