"""Two people act on one list at the same moment: it is in the book once, or not at all, never half."""

from decimal import Decimal
from threading import Barrier, Event
from typing import Any

import pytest

from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from fairs.enums import ImportStatus, RowDecision
from fairs.imports import loading
from fairs.imports.exceptions import ListClosed, NothingToLoad
from fairs.imports.loading import Loaded, load_good_rows, load_whole
from fairs.imports.models import PastImport
from fairs.imports.reversal import TakenBack, take_back
from fairs.imports.services import Mended, decide_unknown_as_new, mend_row
from fairs.models import DeclaredTotal
from fairs.revenue.rollup import differences
from tests.factories import make_commune, make_cooperative
from tests.fairs.facts import money_in, together
from tests.fairs.lists import as_csv, make_past_fair, read, rows_in
from tests.fairs.organisers import make_organiser

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
EVERYWHERE = ("lines", "coarse", "detail", "ledger")
AUGUST_4 = "04/08/2025"
NEW = "Neuve de Tafraout"


@pytest.fixture
def people() -> list[User]:
    return []


@pytest.fixture
def past(people: list[User]) -> PastImport:
    """Amal, whom we know, with 1,000 dirhams; a new organisation with 500; and a row with an amount in words."""
    edition = make_past_fair()
    people += [make_organiser(edition) for _ in range(2)]
    make_cooperative(name_fr="Coopérative Amal", registration_number="12/2019")
    make_cooperative(name_fr="Coopérative Zahra", registration_number="13/2019")
    rows = [["Amal", "12/2019", "", AUGUST_4, "1000", "", ""], [NEW, "", "", AUGUST_4, "500", "", ""]]
    rows.append(["Zahra", "13/2019", "", AUGUST_4, "cent", "", ""])
    past = read(edition, as_csv(rows), by=people[0])
    commune = make_commune().code
    decide_unknown_as_new(past_import_id=past.pk, kind="cooperative", commune_id=commune, by=people[0])
    return past


def mend_the_third(past: PastImport, by: User) -> None:
    row = max(rows_in(past).values(), key=lambda each: each.number)
    values = {"name": row.name, "register_number": row.register_number, "ice": row.ice, "counts_on": row.counts_on}
    values |= {"amount": Decimal(100), "people": 0, "women": 0}
    mended = Mended(values, decision=RowDecision.MATCHED, cooperative_id=row.cooperative_id)
    mend_row(past_import_id=past.pk, number=row.number, mended=mended, by=by)


def kinds_of(answers: list[Any]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def without_the_lists_lock(monkeypatch: pytest.MonkeyPatch, *, before_the_figures: Any) -> None:
    """Nobody waits for the list; what is next waited for, is waited for when `before_the_figures` lets go."""
    hold = loading.participations_for_update

    def held(ids: Any) -> Any:
        before_the_figures()
        return hold(ids)

    monkeypatch.setattr(loading, "row_for_update", lambda model, pk: model.objects.get(pk=pk))
    monkeypatch.setattr(loading, "participations_for_update", held)


def test_list_that_two_load_at_once_is_in_the_book_once(past: PastImport, people: list[User]) -> None:
    answers = together(*(lambda by=by: load_good_rows(past_import_id=past.pk, by=by) for by in people * 2))

    assert kinds_of(answers) == [Loaded.__name__, *[NothingToLoad.__name__] * 3]
    assert Cooperative.objects.filter(name_fr=NEW).count() == 1
    assert DeclaredTotal.objects.count() == 2
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("1500.00"))
    assert differences() == []


def test_without_the_lock_what_is_new_is_in_the_book_twice(
    past: PastImport, people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: nothing but the lock on the list keeps the second from loading the rows that it read before."""
    meeting = Barrier(2)
    without_the_lists_lock(monkeypatch, before_the_figures=lambda: meeting.wait(timeout=20))

    answers = together(*(lambda by=by: load_good_rows(past_import_id=past.pk, by=by) for by in people))

    assert kinds_of(answers) == [Loaded.__name__] * 2
    assert Cooperative.objects.filter(name_fr=NEW).count() == 2
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("2000.00"))


@pytest.mark.parametrize("load", [load_good_rows, load_whole])
def test_list_taken_back_while_it_is_loaded_has_nothing_in_the_book(
    past: PastImport, people: list[User], load: Any
) -> None:
    load_good_rows(past_import_id=past.pk, by=people[0])
    mend_the_third(past, people[0])

    loaded, taken = together(
        lambda: load(past_import_id=past.pk, by=people[0]),
        lambda: take_back(past_import_id=past.pk, reason="Wrong list", by=people[1]),
    )

    assert isinstance(loaded, (Loaded, ListClosed))
    assert isinstance(taken, TakenBack)
    # Whoever was first: the third row went into the book and out again, or never in.
    assert taken.totals == (3 if isinstance(loaded, Loaded) else 2)
    past.refresh_from_db()
    assert past.status == ImportStatus.REVERSED
    assert not DeclaredTotal.objects.exists()
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("0.00"))
    assert differences() == []


def test_without_the_lock_a_list_that_was_taken_back_is_in_the_book(
    past: PastImport, people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: who loads asked whether the list is open before the other took it back."""
    load_good_rows(past_import_id=past.pk, by=people[0])
    mend_the_third(past, people[0])
    asked, taken = Event(), Event()

    def wait_for_the_other() -> None:
        asked.set()
        taken.wait(timeout=20)

    without_the_lists_lock(monkeypatch, before_the_figures=wait_for_the_other)

    def take_it_back() -> TakenBack:
        asked.wait(timeout=20)
        try:
            return take_back(past_import_id=past.pk, reason="Wrong list", by=people[1])
        finally:
            taken.set()

    answers = together(lambda: load_good_rows(past_import_id=past.pk, by=people[0]), take_it_back)

    assert kinds_of(answers) == [Loaded.__name__, TakenBack.__name__]
    past.refresh_from_db()
    assert past.status == ImportStatus.REVERSED
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("100.00"))
