"""Estimates: by a declared method, with a range, signed by a person, outranked by any word, taken back whole."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from fairs.enums import EstimateMethod, Evidence
from fairs.models import DeclaredTotal
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import DetailCell, RevenueLine
from fairs.revenue.services import record_sales
from fairs.rounds.estimates import (
    AlreadyEstimated,
    EstimateWithdrawn,
    FiguresMoved,
    NothingToFill,
    sign_estimate,
    withdraw_estimate,
)
from fairs.rounds.models import Estimate, EstimatedTotal
from fairs.rounds.proposals import between_extremes, between_quartiles, propose_estimate
from tests.factories import make_family, make_participation, make_product, make_user
from tests.fairs.facts import line, sale
from tests.fairs.rounds import DAY, EVENING, declared, in_the_book, make_evening, visit

NEXT_DAY = DAY + timedelta(days=1)
AMOUNTS = st.integers(0, 999_999_999).map(lambda centimes: Decimal(centimes) / 100)
# The machine may be busy with other tests.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def _in_the_evening():
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        yield


def declare(stall, amount: str, day: date = DAY, evidence: Evidence = Evidence.DECLARED) -> DeclaredTotal:
    return declare_total(total=NewTotal(stall.pk, day, Decimal(amount), evidence), by=None)


def propose(stop, method: EstimateMethod = EstimateMethod.MEDIAN_OF_ALL):
    return propose_estimate(stop=stop, counts_on=DAY, method=method)


def sign(stop, method: EstimateMethod = EstimateMethod.MEDIAN_OF_ALL, **given) -> Estimate:
    seen = given.pop("seen", None) or propose(stop, method).fingerprint
    return sign_estimate(stop=stop, counts_on=DAY, method=method, seen=seen, by=make_user(), **given)


@pytest.mark.django_db
def test_the_missing_are_filled_by_the_middle_of_who_answered_between_the_quartiles() -> None:
    edition, stalls, salma = make_evening(stalls=8)
    for stall, amount in zip(stalls, ("100.00", "200.00", "400.00", "800.01"), strict=False):
        declare(stall, amount)
    salma.send(visit(stalls[4], None, outcome="refused"), visit(stalls[5], None, outcome="absent"))

    proposal = propose(edition.stops.get())

    # Eight take part, one was absent; four of seven answered; the refused and two unvisited are filled.
    assert (proposal.present, proposal.answered, proposal.response_rate) == (7, 4, Decimal("0.5714"))
    assert [each.participation for each in proposal.filled] == [stalls[4], stalls[6], stalls[7]]
    assert {each.filling.amount for each in proposal.filled} == {Decimal("300.00")}
    # Quartiles at 175.00 and 500.0025.
    assert (proposal.low, proposal.total, proposal.high) == (Decimal("525.00"), Decimal("900.00"), Decimal("1500.00"))
    assert (RevenueLine.objects.count(), Estimate.objects.count()) == (4, 0)


@pytest.mark.django_db
def test_whoever_sells_the_same_is_asked_where_enough_of_them_answered() -> None:
    edition, _stalls, _ = make_evening(stalls=0)
    honey, oils = make_family("honey"), make_family("oils")

    def stand(family, amount: str | None):
        row = make_participation(edition, make_product(family=family).cooperative)
        if amount:
            declare(row, amount)
        return row

    for amount in ("10.00", "20.00", "90.00"):
        stand(honey, amount)
    for amount in ("1000.00", "3000.00"):
        stand(oils, amount)
    silent_honey, silent_oils = stand(honey, None), stand(oils, None)

    proposal = propose(edition.stops.get(), EstimateMethod.MEDIAN_OF_KIND)

    amounts = {each.participation.pk: each.filling.amount for each in proposal.filled}
    # Two answers of oil sellers are too few: the middle of all five stands in.
    assert amounts == {silent_honey.pk: Decimal("20.00"), silent_oils.pk: Decimal("90.00")}


@pytest.mark.django_db
def test_a_stalls_own_other_days_say_what_it_takes() -> None:
    edition, (stall, without), _ = make_evening(stalls=2)
    declare(stall, "100.00", NEXT_DAY)
    record_sales(facts=[sale(line(stall, "350.50"), counts_on=NEXT_DAY + timedelta(days=1))])

    proposal = propose(edition.stops.get(), EstimateMethod.OWN_OTHER_DAYS)

    assert [each.participation for each in proposal.filled] == [stall]
    assert proposal.left_out == (without,)
    assert (proposal.low, proposal.total, proposal.high) == (Decimal("100.00"), Decimal("225.25"), Decimal("350.50"))


@pytest.mark.django_db
def test_a_signed_estimate_is_in_the_book_as_estimated_with_its_method_and_range() -> None:
    edition, stalls, _ = make_evening(stalls=4)
    for stall, amount in zip(stalls, ("100.00", "300.00"), strict=False):
        declare(stall, amount)

    estimate = sign(edition.stops.get(), note="They had left")

    assert (estimate.answered, estimate.filled, estimate.response_rate) == (2, 2, Decimal("0.5000"))
    assert (estimate.low, estimate.total, estimate.high) == (Decimal("300.00"), Decimal("400.00"), Decimal("500.00"))
    assert (in_the_book(Evidence.ESTIMATED), declared()) == (Decimal("400.00"), Decimal("400.00"))
    assert set(EstimatedTotal.objects.values_list("total__participation", "amount")) == {
        (stall.pk, Decimal("200.00")) for stall in stalls[2:]
    }
    assert AuditEntry.objects.get(action="estimate_signed").by == estimate.signed_by


@pytest.mark.django_db
def test_a_word_given_later_counts_instead_of_the_estimate() -> None:
    edition, (stall, silent), salma = make_evening(stalls=2)
    declare(stall, "100.00")
    sign(edition.stops.get())

    salma.send(visit(silent, "70.00"))

    assert (in_the_book(Evidence.ESTIMATED), declared()) == (Decimal("0.00"), Decimal("170.00"))


@pytest.mark.django_db
def test_a_withdrawn_estimate_leaves_the_book_as_it_was() -> None:
    edition, stalls, _ = make_evening(stalls=5)
    for stall, amount in zip(stalls, ("100.00", "333.33", "7.77"), strict=False):
        declare(stall, amount)
    before = sums_of_cells()
    estimate = sign(edition.stops.get())

    withdraw_estimate(estimate=estimate, reason="They came back", by=make_user())

    assert sums_of_cells() == before
    assert in_the_book(Evidence.ESTIMATED) == 0
    estimate.refresh_from_db()
    assert (estimate.reason, estimate.withdrawn_by is not None) == ("They came back", True)
    with pytest.raises(EstimateWithdrawn):
        withdraw_estimate(estimate=estimate, reason="Again", by=make_user())


@pytest.mark.django_db
def test_after_withdrawing_another_may_be_signed() -> None:
    edition, (stall, *_silent), _ = make_evening(stalls=3)
    declare(stall, "100.00")
    declare(stall, "900.00", NEXT_DAY)
    withdraw_estimate(estimate=sign(edition.stops.get()), reason="Wrong method", by=make_user())

    again = sign(edition.stops.get())

    assert (again.total, in_the_book(Evidence.ESTIMATED)) == (Decimal("200.00"), Decimal("200.00"))
    assert Estimate.objects.count() == 2


@pytest.mark.django_db
def test_a_day_is_estimated_once() -> None:
    edition, (stall, _silent), _ = make_evening(stalls=2)
    declare(stall, "100.00")
    sign(edition.stops.get())

    with pytest.raises(AlreadyEstimated):
        sign(edition.stops.get())

    assert (Estimate.objects.count(), in_the_book()) == (1, Decimal("200.00"))


@pytest.mark.django_db
def test_nobody_signs_figures_that_moved_since_they_were_shown() -> None:
    edition, (stall, other, _silent), salma = make_evening(stalls=3)
    declare(stall, "100.00")
    seen = propose(edition.stops.get()).fingerprint
    salma.send(visit(other, "500.00"))

    with pytest.raises(FiguresMoved):
        sign(edition.stops.get(), seen=seen)

    assert (Estimate.objects.count(), in_the_book()) == (0, Decimal("600.00"))


@pytest.mark.django_db
@pytest.mark.parametrize("method", EstimateMethod)
def test_where_nothing_is_known_nothing_is_filled(method: EstimateMethod) -> None:
    edition, stalls, _ = make_evening(stalls=2)

    with pytest.raises(NothingToFill):
        sign(edition.stops.get(), method)

    assert propose(edition.stops.get(), method).left_out == tuple(stalls)
    assert (Estimate.objects.count(), DeclaredTotal.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_stall_that_somebody_estimated_by_hand_keeps_that() -> None:
    edition, (stall, by_hand, silent), _ = make_evening(stalls=3)
    declare(stall, "100.00")
    declare(by_hand, "60.00", evidence=Evidence.ESTIMATED)

    estimate = sign(edition.stops.get())

    assert estimate.totals.get().total.participation == silent
    assert in_the_book(Evidence.ESTIMATED) == Decimal("160.00")


@calm
@given(st.lists(AMOUNTS, min_size=1, max_size=40))
def test_the_middle_lies_between_its_bounds(figures: list[Decimal]) -> None:
    for filling in (between_quartiles(figures), between_extremes(figures)):
        assert min(figures) <= filling.low <= filling.amount <= filling.high <= max(figures)
        assert filling.amount == filling.amount.quantize(Decimal("0.01"))


@calm
@given(st.lists(AMOUNTS, min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing(figures: list[Decimal], chance) -> None:
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert between_quartiles(shuffled) == between_quartiles(figures)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_day_was_like_an_estimate_stays_in_its_range_and_leaves_no_trace(seed: int) -> None:
    chance = Random(seed)
    edition, stalls, salma = make_evening(stalls=9)
    for stall in stalls:
        amount = f"{chance.randrange(1_000_000) / Decimal(100):.2f}"
        what = chance.choice(["told", "itemised", "refused", "absent", "nothing", "other day"])
        if what == "itemised":
            record_sales(facts=[sale(line(stall, amount))])
        elif what == "other day":
            declare(stall, amount, NEXT_DAY)
        elif what != "nothing":
            salma.send(visit(stall, amount if what == "told" else None, outcome=what))
    before = sums_of_cells()

    for method in EstimateMethod:
        proposal = propose(edition.stops.get(), method)
        assert proposal.low <= proposal.total <= proposal.high
        if proposal.filled:
            estimate = sign(edition.stops.get(), method)
            assert in_the_book(Evidence.ESTIMATED) == proposal.total
            withdraw_estimate(estimate=estimate, reason="Another method", by=make_user())
        assert sums_of_cells() == before


def sums_of_cells() -> set[tuple]:
    """What is in the book, without the cells that came to nothing."""
    in_the_book()
    cells = DetailCell.objects.exclude(gross=0, returns=0, corrections=0)
    return set(cells.values_list("stop", "cooperative", "counts_on", "evidence", "gross", "returns", "corrections"))
