"""Tills that send at the same moment: real threads on committed rows."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest

from catalogue.partner.models import StockRecord
from fairs.revenue.models import CoarseCell
from fairs.revenue.rollup import differences
from fairs.tills.models import Sale, SaleLine, TillSession
from fairs.tills.parsing import read_batch
from fairs.tills.services import enrol_till, record_batch, till_of
from tests.fairs.facts import money_in, together
from tests.fairs.tills import Stand, make_stand

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
EVERYWHERE = ("lines", "coarse", "detail", "ledger")


def send(token: str, *sales: dict) -> list[str]:
    till = till_of(token=token)
    batch = read_batch(json.dumps({"sales": sales}).encode())
    return [str(result.status) for result in record_batch(till=till, batch=batch)]


@pytest.fixture
def stand() -> Stand:
    return make_stand()


def test_a_batch_sent_three_times_at_once_counts_once(stand: Stand) -> None:
    sales = [stand.sale(number=number) for number in range(40)]
    StockRecord.objects.update(num_in_stock=Decimal(1000))

    answers = together(
        lambda: send(stand.token, *sales),
        lambda: send(stand.token, *reversed(sales)),
        lambda: send(stand.token, *sales[10:], *sales[:10]),
    )

    statuses = [status for answer in answers for status in answer]
    assert (statuses.count("accepted"), statuses.count("duplicate")) == (40, 80)
    assert (Sale.objects.count(), SaleLine.objects.count(), TillSession.objects.count()) == (40, 40, 1)
    assert StockRecord.objects.get(product=stand.products[0]).num_in_stock == Decimal(960)
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("4800.00"))
    assert CoarseCell.objects.get().sales == 40
    assert differences() == []


def test_two_tills_that_send_the_same_sale_count_it_once(stand: Stand) -> None:
    _, other = enrol_till(stall=stand.stall, by=None)
    sent = stand.sale()

    answers = together(lambda: send(stand.token, sent), lambda: send(other, sent))

    assert sorted(status for answer in answers for status in answer) == ["accepted", "duplicate"]
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("120.00"))


def test_tills_that_sell_the_same_products_in_other_orders_never_wait_in_a_circle(stand: Stand) -> None:
    _, other = enrol_till(stall=stand.stall, by=None)
    one, two = (product.public_id for product in stand.products)

    def sell(token: str, first: str, second: str) -> int:
        session, accepted = str(uuid4()), 0
        for _ in range(10):
            lines = [stand.line("10.00", product=first), stand.line("5.00", product=second)]
            sales = [stand.sale("15.00", lines=lines, session=session) for _ in range(3)]
            accepted += send(token, *sales).count("accepted")
        return accepted

    answers = together(lambda: sell(stand.token, one, two), lambda: sell(other, two, one))

    assert answers == [30, 30]
    assert money_in() == dict.fromkeys(EVERYWHERE, Decimal("900.00"))
