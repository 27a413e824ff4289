"""Paper slips: each number becomes one sale of its stall, whoever enters it and however often."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from catalogue.partner.models import StockRecord
from cooperatives import clock
from fairs.enrolment import revoke_device
from fairs.enums import Evidence, TillKind
from fairs.models import StallAssignment
from fairs.revenue.models import RevenueLine
from fairs.rounds.models import QuarantinedVisit, Slip, SlipBook
from fairs.rounds.slips import SlipsGivenBefore, give_out_slips, slip_used
from fairs.tills.models import QuarantinedRecord, Sale, Till, TillSession
from tests.factories import make_cooperative, make_participation, make_product, make_stall, make_user
from tests.fairs.rounds import DAY, EVENING, codes, declared, in_the_book, make_enumerator, make_evening, slip, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_evening():
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        yield


@pytest.fixture
def evening():
    """An edition, a participation with a stall, and an enumerator; slips 1 to 50 were given to anyone."""
    edition, (stand,), salma = make_evening()
    make_stall(edition, stand)
    give_out_slips(edition=edition, first=1, last=50, by=salma.user)
    return edition, stand, salma


def test_a_slip_is_an_itemised_sale_of_the_stalls_paper_till(evening) -> None:
    _edition, stand, salma = evening
    product = make_product(cooperative=stand.cooperative, price="60.00", stock="10")
    line = {"product": product.public_id, "quantity": "2", "unit_price": "60.00", "amount": "120.00"}

    (result,) = salma.send_slips(slip(stand, lines=[line, {"amount": "30.00"}], total="150.00"))

    assert (result["status"], result["problems"], result["used"]) == ("accepted", [], None)
    sale = Sale.objects.get()
    assert (sale.till.kind, sale.number, sale.total, sale.counts_on) == (TillKind.PAPER, 7, Decimal("150.00"), DAY)
    assert Slip.objects.get().sale == sale
    assert Slip.objects.get().entered_by == salma.user
    posted = RevenueLine.objects.order_by("amount")
    assert [(row.amount, row.evidence, row.participation) for row in posted] == [
        (Decimal("30.00"), Evidence.ITEMISED, stand),
        (Decimal("120.00"), Evidence.ITEMISED, stand),
    ]
    assert set(posted.values_list("hour", flat=True)) == {None}
    assert StockRecord.objects.get(product=product).num_in_stock == Decimal(8)
    assert in_the_book() == Decimal("150.00")


def test_the_same_slip_sent_again_counts_once(evening) -> None:
    _edition, stand, salma = evening
    sent = slip(stand)

    results = [*salma.send_slips(sent, sent), *salma.send_slips(sent)]

    assert [result["status"] for result in results] == ["accepted", "duplicate", "duplicate"]
    assert results[2]["first_status"] == "accepted"
    assert (Sale.objects.count(), QuarantinedRecord.objects.count()) == (1, 0)
    assert in_the_book() == Decimal("120.00")


def test_a_used_number_says_who_entered_it_when_and_how_much_and_keeps_the_second_aside(evening) -> None:
    edition, stand, salma = evening
    brahim = make_enumerator(edition, name="Brahim")
    salma.send_slips(slip(stand))
    second = slip(stand, "99.00")

    (result,) = brahim.send_slips(second)
    (again,) = brahim.send_slips(second)

    assert (result["status"], codes(result)) == ("invalid", ["slip_used"])
    entered = Slip.objects.get().entered_at.isoformat()
    assert result["used"] == {"by": "Salma", "at": entered, "amount": "120.00"}
    assert (again["status"], again["first_status"], again["used"]) == ("duplicate", "invalid", result["used"])
    assert QuarantinedRecord.objects.get().payload["total"] == "99.00"
    assert (Slip.objects.count(), in_the_book()) == (1, Decimal("120.00"))
    assert slip_used(edition=edition, number=8) is None


def test_the_same_number_belongs_to_each_edition_by_itself(evening) -> None:
    _edition, stand, salma = evening
    other_edition, (other,), brahim = make_evening()
    make_stall(other_edition, other)
    salma.send_slips(slip(stand))

    (result,) = brahim.send_slips(slip(other, "80.00"))

    assert (result["status"], codes(result)) == ("flagged", ["slip_not_given_out"])
    assert in_the_book() == Decimal("200.00")


def test_numbers_that_were_given_to_nobody_or_to_another_are_flagged_and_posted(evening) -> None:
    edition, stand, salma = evening
    another = make_participation(edition, make_cooperative())
    give_out_slips(edition=edition, first=51, last=60, participation=another, by=salma.user)

    unknown, of_another = salma.send_slips(slip(stand, number=61), slip(stand, "5.00", number=60))

    assert (codes(unknown), codes(of_another)) == (["slip_not_given_out"], ["slip_of_another"])
    assert Sale.objects.get(number=61).problems == [{"code": "slip_not_given_out"}]
    assert in_the_book() == Decimal("125.00")


@pytest.mark.parametrize("numbers", [(50, 60), (1, 1), (0, 3), (9, 8)])
def test_a_number_is_given_out_once_and_upright(evening, numbers: tuple[int, int]) -> None:
    edition, _stand, salma = evening

    with pytest.raises(SlipsGivenBefore):
        give_out_slips(edition=edition, first=numbers[0], last=numbers[1], by=salma.user)

    assert list(SlipBook.objects.values_list("first_number", "last_number")) == [(1, 50)]


def test_each_business_day_of_a_stalls_paper_is_one_session_in_whatever_order_it_is_typed(evening) -> None:
    _edition, stand, salma = evening

    with clock.frozen_at(EVENING + timedelta(days=2)):
        results = salma.send_slips(
            slip(stand, number=3, day="2026-08-05"),
            slip(stand, number=1),
            slip(stand, number=2, day="2026-08-04"),
            slip(stand, number=4),
        )

    assert [result["problems"] for result in results] == [[]] * 4
    assert (Till.objects.filter(kind=TillKind.PAPER).count(), TillSession.objects.count()) == (1, 3)
    days = Sale.objects.order_by("counts_on").values_list("counts_on", flat=True)
    assert [day.day for day in days] == [3, 3, 4, 5]


def test_slips_take_their_part_of_what_the_exhibitor_told(evening) -> None:
    _edition, stand, salma = evening
    salma.send(visit(stand, "850.00"))

    salma.send_slips(slip(stand, "120.00"))

    assert (in_the_book(), declared()) == (Decimal("850.00"), Decimal("730.00"))


def test_a_bare_amount_at_a_shared_stall_is_of_whoever_wrote_the_slip() -> None:
    edition, (one, two), salma = make_evening(stalls=2)
    make_stall(edition, one, two, is_shared=True)

    salma.send_slips(slip(one, "10.00", number=1), slip(two, "20.00", number=2))

    posted = RevenueLine.objects.order_by("amount").values_list("participation", "amount")
    assert list(posted) == [(one.pk, Decimal("10.00")), (two.pk, Decimal("20.00"))]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"number": 0}, "unreadable"),
        ({"number": "seven"}, "unreadable"),
        ({"number": 1_000_000_000}, "unreadable"),
        ({"participation": "nobody"}, "unknown_participation"),
        ({"participation": "\0"}, "unknown_participation"),
        ({"day": "2026-08-04"}, "day_not_come"),
        ({"day": "yesterday"}, "unreadable"),
        ({"lines": []}, "unreadable"),
        ({"lines": "many"}, "unreadable"),
        ({"lines": [{"amount": "a jar"}]}, "unreadable"),
        ({"lines": [{"product": "nothing", "quantity": "1", "unit_price": "1", "amount": "1"}]}, "unknown_product"),
        ({"payment": "cash_on_delivery"}, "unreadable"),
        ({"total": "-1"}, "unreadable"),
        ({"id": "x"}, "unreadable"),
    ],
)
def test_what_cannot_be_entered_is_kept_word_for_word_and_spends_no_number(evening, given: dict, code: str) -> None:
    _edition, stand, salma = evening
    sent = slip(stand, number=8) | given

    kept, good = salma.send_slips(sent, slip(stand, "3.00", number=9))
    (again,) = salma.send_slips(sent)

    assert (kept["status"], codes(kept)[0], good["status"]) == ("invalid", code, "accepted")
    assert (again["status"], again["first_status"]) == ("duplicate", "invalid")
    assert QuarantinedRecord.objects.count() + QuarantinedVisit.objects.count() == 1
    assert list(Slip.objects.values_list("number", flat=True)) == [9]
    assert in_the_book() == Decimal("3.00")


def test_a_slip_of_a_cooperative_without_a_stall_is_kept_until_it_has_one(evening) -> None:
    _edition, stand, salma = evening
    StallAssignment.objects.all().delete()

    (result,) = salma.send_slips(slip(stand))

    assert (result["status"], codes(result)) == ("invalid", ["no_stall"])
    assert (Sale.objects.count(), QuarantinedVisit.objects.count()) == (0, 1)


def test_a_wrong_sum_is_posted_and_flagged(evening) -> None:
    _edition, stand, salma = evening

    (result,) = salma.send_slips(slip(stand, "120.00", total="130.00"))

    assert (result["status"], codes(result)) == ("flagged", ["wrong_total"])
    assert in_the_book() == Decimal("120.00")


def test_a_tablet_that_was_switched_off_enters_no_slip(evening) -> None:
    _edition, stand, salma = evening
    revoke_device(device=salma.tablet, by=make_user())

    (result,) = salma.send_slips(slip(stand))

    assert codes(result) == ["tablet_revoked"]
    assert (Slip.objects.count(), QuarantinedVisit.objects.count()) == (0, 1)


def test_an_id_that_a_till_used_is_known(evening) -> None:
    _edition, stand, salma = evening
    sent = slip(stand)
    salma.send_slips(sent)

    (result,) = salma.send_slips(sent | {"number": 9})

    assert (result["status"], codes(result)) == ("duplicate", ["differs"])
    assert Sale.objects.get().pk == UUID(sent["id"])
    assert in_the_book() == Decimal("120.00")
