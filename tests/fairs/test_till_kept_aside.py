"""What was kept aside can count after all, by a person's word: nothing that was sold is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from fairs.revenue.models import RevenueLine
from fairs.revenue.rollup import differences
from fairs.services.kept_aside import (
    KeptAsideSettled,
    RecordedBefore,
    StillKeptAside,
    post_kept_aside,
    settle_kept_aside,
)
from fairs.tills.models import CashReport, QuarantinedRecord, Sale, TillEvent
from fairs.tills.services import revoke_till
from tests.factories import make_product, make_user
from tests.fairs.facts import money_in
from tests.fairs.tills import FIRST_DAY, NOON, Stand, closing, event

pytestmark = pytest.mark.django_db
EVERYWHERE = ("lines", "coarse", "detail", "ledger")
D = Decimal


@pytest.fixture(autouse=True)
def _two_days_later():
    with clock.frozen_at(NOON + timedelta(days=2)):
        yield


def kept() -> QuarantinedRecord:
    return QuarantinedRecord.objects.get(settled_at=None)


def test_a_sale_of_a_revoked_till_counts_on_its_own_day(stand: Stand) -> None:
    revoke_till(till=stand.till, by=None)
    sold = stand.sale()
    stand.send(sold)
    by = make_user()

    row = post_kept_aside(quarantined_id=kept().pk, by=by)

    sale = Sale.objects.get()
    assert (sale.status, [each["code"] for each in sale.problems]) == ("flagged", ["posted_later"])
    assert (sale.counts_on, sale.total) == (FIRST_DAY, D(120))
    assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))
    assert (row.settled_by, row.settled_at, row.payload["id"]) == (by, clock.now(), sold["id"])
    assert AuditEntry.objects.filter(action="quarantinedrecord.change", by=by).exists()
    (again,) = stand.send(sold)
    assert (again["status"], again["first_status"]) == ("duplicate", "flagged")
    assert "differs" not in [each["code"] for each in again["problems"]]
    assert differences() == []


def test_what_takes_back_a_sale_that_came_later_counts_then(stand: Stand) -> None:
    sold = stand.sale()
    stand.send(stand.void(sold))
    with pytest.raises(StillKeptAside):
        post_kept_aside(quarantined_id=kept().pk, by=make_user())
    stand.send(sold)

    post_kept_aside(quarantined_id=kept().pk, by=make_user())

    assert money_in() == dict.fromkeys(EVERYWHERE, D("0.00"))


def test_a_product_that_is_known_by_now_is_sold(stand: Stand) -> None:
    stand.send(stand.sale(lines=[stand.line(product="ABCDEFGHJKLM")]))
    make_product(cooperative=stand.participation.cooperative, public_id="ABCDEFGHJKLM")

    post_kept_aside(quarantined_id=kept().pk, by=make_user())

    assert RevenueLine.objects.get().product.public_id == "ABCDEFGHJKLM"


def test_an_event_of_a_revoked_till_counts_too(stand: Stand) -> None:
    revoke_till(till=stand.till, by=None)
    stand.tell(event("opened", amount="30.00"), closing("30.00"))

    for row in QuarantinedRecord.objects.order_by("payload__at"):
        post_kept_aside(quarantined_id=row.pk, by=make_user())

    assert (CashReport.objects.get().difference, TillEvent.objects.count()) == (D(0), 2)


def test_what_is_still_wrong_stays_where_it_is(stand: Stand) -> None:
    stand.send(stand.sale(total="many"))

    with pytest.raises(StillKeptAside) as refusal:
        post_kept_aside(quarantined_id=kept().pk, by=make_user())

    assert [each["code"] for each in refusal.value.problems] == ["unreadable"]
    assert not Sale.objects.exists()
    assert kept().outcome == ""


def test_another_content_under_a_known_id_never_counts(stand: Stand) -> None:
    sold = stand.sale()
    stand.send(sold, sold | {"total": "500.00"})

    with pytest.raises(RecordedBefore):
        post_kept_aside(quarantined_id=kept().pk, by=make_user())

    assert money_in() == dict.fromkeys(EVERYWHERE, D("120.00"))


def test_what_was_settled_is_not_settled_again(stand: Stand) -> None:
    revoke_till(till=stand.till, by=None)
    stand.send(stand.sale())
    pk = settle_kept_aside(quarantined_id=kept().pk, outcome="sold twice by mistake", by=make_user()).pk

    with pytest.raises(KeptAsideSettled):
        post_kept_aside(quarantined_id=pk, by=make_user())

    assert not Sale.objects.exists()
    assert QuarantinedRecord.objects.get().outcome == "sold twice by mistake"
