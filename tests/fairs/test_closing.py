"""Closing a stop or an edition: what stands in the way, what is frozen, and that nothing moves it afterwards."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.attendance.services import note_absence
from fairs.closing.exceptions import AlreadyClosed, NotReady, OnlineWindowOpen, StopsStillOpen
from fairs.closing.models import Closing, SalesCertificate
from fairs.closing.readiness import readiness_of
from fairs.closing.selectors import certificates_of, late_sums
from fairs.closing.services import settle_edition, settle_stop
from fairs.enums import Evidence, LineKind, ParticipationStatus, TillKind, TillSessionStatus
from fairs.models import DeclaredTotal, Edition, EditionDay, Stop
from fairs.revenue.declared import correct_declared_total
from fairs.revenue.models import DetailCell, RevenueLine
from fairs.revenue.rollup import differences, rebuild
from fairs.revenue.services import record_sales
from fairs.rounds.models import Round
from fairs.tills.models import QuarantinedRecord, Till, TillSession
from tests.factories import make_cooperative, make_participation, make_stall, make_user
from tests.fairs.closing_world import (
    AFTER,
    DAYS,
    FIRST_DAY,
    Fair,
    declare,
    declare_all,
    make_at,
    make_full_fair,
    make_market,
)
from tests.fairs.facts import line, sale
from tests.fairs.organisers import sell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    with clock.frozen_at(AFTER):
        yield


@pytest.fixture(scope="module")
def made(once_for_all: Callable[[Callable[[], Fair]], Fair]) -> Fair:
    with clock.frozen_at(AFTER):
        return once_for_all(make_full_fair)


@pytest.fixture
def fair(made: Fair) -> Fair:
    return deepcopy(made)


def close(fair: Fair, **reasons: str) -> Closing:
    return settle_stop(stop_id=fair.stop.pk, reasons=reasons, by=fair.by)


def assert_nothing_closed() -> None:
    assert not Closing.objects.exists()
    assert not SalesCertificate.objects.exists()
    assert not Edition.objects.filter(settled_at__isnull=False).exists()
    assert not Stop.objects.filter(settled_at__isnull=False).exists()
    assert not AuditEntry.objects.filter(action__endswith="_closed").exists()


def test_a_fair_and_its_only_stop_are_closed_at_once(fair: Fair) -> None:
    closing = close(fair)

    fair.edition.refresh_from_db()
    assert (closing.stop, closing.gross, closing.returns) == (fair.stop, Decimal("1270.25"), Decimal("20.00"))
    whole = Closing.objects.get(stop=None)
    assert (whole.edition, whole.gross, whole.returns) == (fair.edition, Decimal("1270.25"), Decimal("20.00"))
    assert (fair.edition.settled_at, fair.edition.settled_by) == (AFTER, fair.by)
    assert (fair.stop.settled_at, fair.stop.settled_by) == (AFTER, fair.by)
    acts = AuditEntry.objects.filter(action__endswith="_closed").order_by("pk")
    assert list(acts.values_list("action", "by")) == [("stop_closed", fair.by.pk), ("edition_closed", fair.by.pk)]


def test_figures_are_frozen_by_each_way_they_are_known(fair: Fair) -> None:
    figures = close(fair).figures

    expected = {"itemised": "280.00", "declared": "600.00", "estimated": "300.00", "online": "70.25"}
    total = expected | {"returns": "20.00", "turnover": "1250.25"}
    assert {name: figures["total"][name] for name in total} == total
    assert figures["total"] | {"sales": 4, "units": "5.000"} == figures["total"]
    assert [(row["key"], row["turnover"]) for row in figures["by_day"]] == [
        ("2026-08-03", "450.25"),
        ("2026-08-04", "400.00"),
        ("2026-08-05", "400.00"),
    ]
    assert [(row["name"]["fr"], row["turnover"], row["online"]) for row in figures["by_cooperative"]] == [
        ("Ba", "670.25", "70.25"),
        ("Jim", "300.00", "0.00"),
        ("Alif", "280.00", "0.00"),
    ]
    assert {row["key"]: row["turnover"] for row in figures["by_payment"]} == {"cash": "350.25", "unknown": "900.00"}
    assert [(row["key"], row["turnover"]) for row in figures["by_stop"]] == [("1", "1250.25")]
    assert figures["response"] == {"expected": 9, "answered": 6}


def test_each_participation_with_a_figure_gets_a_certificate_numbered_without_gaps(fair: Fair) -> None:
    closing = close(fair)

    rows = SalesCertificate.objects.filter(closing=closing).order_by("number")
    assert [
        (row.number, row.participation, row.itemised, row.declared, row.estimated, row.online, row.returns, row.days)
        for row in rows
    ] == [
        (1, fair.typed, *map(Decimal, ("280.00", "0.00", "0.00", "0.00", "20.00")), 3),
        (2, fair.told, *map(Decimal, ("0.00", "600.00", "0.00", "70.25", "0.00")), 3),
        (3, fair.guessed, *map(Decimal, ("0.00", "0.00", "300.00", "0.00", "0.00")), 3),
    ]
    assert list(certificates_of(fair.told.cooperative)) == [rows[1]]


def test_numbers_go_on_from_stop_to_stop() -> None:
    edition, (first, second) = make_market()
    for stop in (first, second):
        for _ in range(2):
            declare_all(make_at(stop))
    by = make_user()

    settle_stop(stop_id=first.pk, reasons={}, by=by)
    settle_stop(stop_id=second.pk, reasons={}, by=by)

    numbers = SalesCertificate.objects.filter(edition=edition).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]


def test_cooperatives_are_told_once_and_without_the_amount(fair: Fair) -> None:
    closing = close(fair)
    assert Job.objects.get(kind="closing.tell_cooperatives").subject_id == closing.pk

    run_due()
    Job.objects.update(done_at=None)
    run_due()

    messages = [message.body for message in Message.objects.order_by("pk")]
    codes = SalesCertificate.objects.order_by("number").values_list("public_id", flat=True)
    assert len(messages) == 3
    assert all(f"/certificates/{code}/" in body for code, body in zip(codes, messages, strict=True))
    assert not [body for body in messages if "280" in body or "670" in body]


# What stands in the way


def test_a_day_that_is_not_over_refuses_and_changes_nothing(fair: Fair) -> None:
    with clock.frozen_at(datetime(2026, 8, 6, 2, 59, tzinfo=UTC)):
        assert readiness_of(fair.stop).days_not_over == (DAYS[2],)
        with pytest.raises(NotReady) as refused:
            close(fair)

    assert refused.value.readiness.blockers == ["days_not_over"]
    assert_nothing_closed()


def test_an_open_till_session_refuses(fair: Fair) -> None:
    till = Till.objects.create(stall=make_stall(fair.edition, fair.typed), token_digest="x")
    session = TillSession.objects.create(till=till, opened_at=AFTER - timedelta(days=2))

    with pytest.raises(NotReady) as refused:
        close(fair)
    assert refused.value.readiness.sessions == (session,)
    assert_nothing_closed()

    TillSession.objects.update(status=TillSessionStatus.CLOSED, closed_at=AFTER)
    assert close(fair).gross == Decimal("1270.25")


def test_slips_on_paper_have_no_cash_to_count(fair: Fair) -> None:
    till = Till.objects.create(stall=make_stall(fair.edition, fair.typed), kind=TillKind.PAPER)
    TillSession.objects.create(till=till, opened_at=AFTER - timedelta(days=2))

    assert close(fair).gross == Decimal("1270.25")


def test_what_lies_aside_refuses_until_a_person_settled_it(fair: Fair) -> None:
    till = Till.objects.create(stall=make_stall(fair.edition, fair.typed), token_digest="x")
    QuarantinedRecord.objects.create(till=till, payload={}, content_digest="x")

    with pytest.raises(NotReady) as refused:
        close(fair)

    assert refused.value.readiness.blockers == ["kept_aside"]
    assert_nothing_closed()


def test_an_open_round_refuses(fair: Fair) -> None:
    Round.objects.create(stop=fair.stop, counts_on=FIRST_DAY)

    with pytest.raises(NotReady) as refused:
        close(fair)

    assert refused.value.readiness.blockers == ["rounds"]
    assert_nothing_closed()


def test_who_has_no_figure_is_listed_with_the_days(fair: Fair) -> None:
    silent = make_participation(fair.edition, make_cooperative())
    declare(silent, DAYS[1], "0.00")

    (missing,) = readiness_of(fair.stop).missing
    assert (missing.participation, missing.days) == (silent, (DAYS[0], DAYS[2]))
    with pytest.raises(NotReady) as refused:
        close(fair, **{silent.public_id: "   "})
    assert refused.value.readiness.blockers == ["missing"]
    assert_nothing_closed()


def test_who_is_left_out_stands_in_the_closing_with_the_reason(fair: Fair) -> None:
    silent = make_participation(fair.edition, make_cooperative(name_fr="Silencieuse"))

    closing = close(fair, **{silent.public_id: " Went home on the first day "})

    (left_out,) = closing.left_out
    assert left_out["participation"] == silent.public_id
    assert left_out["name"]["fr"] == "Silencieuse"
    assert left_out["days"] == ["2026-08-03", "2026-08-04", "2026-08-05"]
    assert left_out["reason"] == "Went home on the first day"
    assert Closing.objects.get(stop=None).left_out == closing.left_out
    assert not SalesCertificate.objects.filter(participation=silent).exists()


def test_who_stands_on_one_day_alone_is_missed_on_that_day_alone(fair: Fair) -> None:
    guest = make_participation(fair.edition, make_cooperative())
    stall = make_stall(fair.edition, guest, code="B2")
    stall.assignments.exclude(day__day=DAYS[1]).delete()

    (missing,) = readiness_of(fair.stop).missing

    assert (missing.participation, missing.days) == (guest, (DAYS[1],))


def test_who_withdrew_is_not_waited_for(fair: Fair) -> None:
    gone = make_participation(fair.edition, make_cooperative())
    gone.status = ParticipationStatus.WITHDRAWN
    gone.save()

    assert readiness_of(fair.stop).missing == ()


def test_nothing_sold_at_a_shared_till_is_a_figure(fair: Fair) -> None:
    seller, quiet = (make_participation(fair.edition, make_cooperative()) for _ in range(2))
    stall = make_stall(fair.edition, seller, quiet, code="S1", is_shared=True)
    sell_at = line(seller, "9.00", stall_id=stall.pk)
    record_sales(facts=[sale(sell_at, counts_on=day) for day in DAYS[:2]])

    missing = {row.participation: row.days for row in readiness_of(fair.stop).missing}

    assert missing == {seller: (DAYS[2],), quiet: (DAYS[2],)}


def test_a_fair_still_sold_from_online_is_not_closed() -> None:
    fair = make_full_fair(code="sold-online", online_closes_at=AFTER + timedelta(days=1))

    with pytest.raises(OnlineWindowOpen):
        close(fair)

    assert_nothing_closed()


def test_what_was_closed_is_not_closed_again(fair: Fair) -> None:
    first = close(fair)

    with pytest.raises(AlreadyClosed):
        close(fair)
    with pytest.raises(AlreadyClosed):
        settle_edition(edition_id=fair.edition.pk, by=make_user())

    assert list(Closing.objects.order_by("pk").values_list("closed_by", flat=True)) == [fair.by.pk, fair.by.pk]
    assert Closing.objects.get(stop=fair.stop) == first


# Editions of several stops


def test_an_edition_is_closed_when_all_its_stops_are() -> None:
    edition, (first, second) = make_market()
    declare_all(make_at(first), "10.00")
    declare_all(make_at(second), "25.00")
    by = make_user()

    with pytest.raises(StopsStillOpen) as refused:
        settle_edition(edition_id=edition.pk, by=by)
    assert refused.value.numbers == [1, 2]
    assert_nothing_closed()
    settle_stop(stop_id=first.pk, reasons={}, by=by)
    with pytest.raises(StopsStillOpen):
        settle_edition(edition_id=edition.pk, by=by)
    settle_stop(stop_id=second.pk, reasons={}, by=by)
    edition.refresh_from_db()
    assert edition.settled_at is None

    closing = settle_edition(edition_id=edition.pk, by=by)

    assert (closing.gross, closing.figures["response"]) == (Decimal("60.00"), {"expected": 3, "answered": 3})
    assert [(row["key"], row["turnover"]) for row in closing.figures["by_stop"]] == [("1", "10.00"), ("2", "50.00")]


def test_a_first_stop_is_closed_while_the_second_goes_on() -> None:
    edition, (first, second) = make_market()
    declare_all(make_at(first), "10.00")
    here = make_at(second)
    with clock.frozen_at(datetime(2026, 8, 4, 9, 0, tzinfo=UTC)):
        settle_stop(stop_id=first.pk, reasons={}, by=make_user())

        sell(here, "5.00", counts_on=DAYS[1])

    assert DetailCell.objects.get(stop=second).gross == Decimal("5.00")
    assert Closing.objects.get().gross == Decimal("10.00")
    edition.refresh_from_db()
    assert edition.settled_at is None


# Nothing moves afterwards


def test_whatever_comes_later_stands_apart_with_its_dates(fair: Fair) -> None:
    closing = close(fair)

    with clock.frozen_at(AFTER + timedelta(days=4)):
        sell(fair.typed, "55.00", counts_on=DAYS[1])
        sell(fair.typed, "-5.00", counts_on=DAYS[1], kind=LineKind.RETURN)
        total = DeclaredTotal.objects.get(participation=fair.told, counts_on=DAYS[0])
        correct_declared_total(total=total, amount=Decimal("150.00"), by=fair.by)
        declare(fair.typed, DAYS[2], "130.00")

    whole = Closing.objects.get(stop=None)
    assert [(row.known_on, row.counts_on, row.cooperative, row.amount) for row in late_sums(whole)] == [
        (AFTER.date() + timedelta(days=4), DAYS[0], fair.told.cooperative, Decimal("-50.00")),
        (AFTER.date() + timedelta(days=4), DAYS[1], fair.typed.cooperative, Decimal("50.00")),
        (AFTER.date() + timedelta(days=4), DAYS[2], fair.typed.cooperative, Decimal("30.00")),
    ]
    cells = DetailCell.objects.filter(edition=fair.edition)
    assert sum(cell.gross - cell.returns for cell in cells) == Decimal("1250.25") == closing.gross - closing.returns
    assert differences() == []


def test_rebuilding_the_cells_gives_the_closed_figures_again(fair: Fair) -> None:
    closing = close(fair)
    sell(fair.typed, "55.00", counts_on=DAYS[1])

    rebuild()

    cells = DetailCell.objects.filter(edition=fair.edition)
    assert (sum(cell.gross for cell in cells), sum(cell.returns for cell in cells)) == (closing.gross, closing.returns)


NOT_CHANGED = [
    "UPDATE fairs_edition SET settled_at = NULL",
    "UPDATE fairs_edition SET settled_at = now()",
    "UPDATE fairs_edition SET settled_by_id = NULL",
    "UPDATE fairs_stop SET settled_at = NULL",
    "UPDATE closing_closing SET gross = 1",
    "DELETE FROM closing_closing",
    "TRUNCATE closing_closing CASCADE",
    "UPDATE closing_salescertificate SET declared = 1",
    "DELETE FROM closing_salescertificate",
    "DELETE FROM revenue_revenueline",
    "INSERT INTO revenue_revenueline (key, kind, late, counts_on, sold_at, posted_at, channel, evidence, payment, "
    "edition_id, stop_id, cooperative_id, region_id, seat_region_id, amount, commission_rate, commission, "
    "commission_tax, transaction_id) SELECT key || 'x', kind, false, counts_on, sold_at, posted_at, channel, evidence, "
    "payment, edition_id, stop_id, cooperative_id, region_id, seat_region_id, amount, 0, 0, 0, transaction_id "
    "FROM revenue_revenueline LIMIT 1",
]


@pytest.mark.parametrize("statement", NOT_CHANGED)
def test_the_database_itself_refuses_to_move_what_was_closed(fair: Fair, statement: str) -> None:
    close(fair)
    lines = RevenueLine.objects.count()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert RevenueLine.objects.count() == lines
    assert Closing.objects.count() == 2
    assert SalesCertificate.objects.get(number=2).declared == Decimal("600.00")
    assert Edition.objects.get(pk=fair.edition.pk).settled_at == AFTER


@pytest.mark.parametrize("statement", NOT_CHANGED[-1:])
def test_without_the_closing_the_same_line_is_taken(fair: Fair, statement: str) -> None:
    """The control: it is the closing that refuses the line, not the line itself."""
    lines = RevenueLine.objects.count()

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert RevenueLine.objects.count() == lines + 1


def test_a_closed_edition_may_still_be_described_and_hidden(fair: Fair) -> None:
    close(fair)

    Edition.objects.filter(pk=fair.edition.pk).update(is_published=False, description_fr="Salon")

    assert Edition.objects.get(pk=fair.edition.pk).settled_at == AFTER


def test_names_are_frozen_in_every_language(fair: Fair) -> None:
    with translation.override("fr"):
        closing = close(fair)

    assert closing.figures["by_cooperative"][0]["name"] == {"ar": "Ba", "fr": "Ba", "en": "Ba"}
    assert Evidence.ESTIMATED in closing.figures["total"]


def test_closing_asks_as_many_questions_for_three_as_for_thirty() -> None:
    def asked(code: str, participants: int) -> int:
        fair = make_full_fair(code=code)
        for _ in range(participants):
            declare_all(make_participation(fair.edition, make_cooperative()))
        with CaptureQueriesContext(connection) as queries:
            close(fair)
        return len(queries)

    assert asked("small", 3) == asked("large", 30)


def test_who_was_missing_at_the_gate_is_proposed_as_the_reason(fair: Fair) -> None:
    silent = make_participation(fair.edition, make_cooperative())
    days = EditionDay.objects.filter(stop=fair.stop).select_related("stop__edition")
    for day in days[:2]:
        note_absence(participation=silent, day=day, by=fair.by)
    with clock.frozen_at(AFTER):
        (missing,) = readiness_of(fair.stop).missing
        assert (missing.participation, missing.found) == (silent, "")
        note_absence(participation=silent, day=days[2], by=fair.by)
        (missing,) = readiness_of(fair.stop).missing
        assert missing.found == "absent"
