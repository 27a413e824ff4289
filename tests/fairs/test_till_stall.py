"""What a till is told of its stall, how it is enrolled, what is unusual, and how little it asks of the database."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from catalogue.partner.models import StockRecord
from catalogue.partner.stock import Item, send_out
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from fairs.enrolment import invite_device
from fairs.enums import PaymentKind
from fairs.revenue.rollup import differences
from fairs.tills.models import CashReport, Sale, SaleLine, Till
from fairs.tills.services import revoke_till
from fairs.tills.usual import usual_sale
from tests.fairs.tills import NOON, Stand, back, closing, event, make_stand

pytestmark = pytest.mark.django_db
D = Decimal
TOKEN = "t" * 43


@pytest.fixture(autouse=True)
def _two_hours_after_the_sale():
    with clock.frozen_at(NOON + timedelta(hours=2)):
        yield


def codes(result: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


class TestEnrolling:
    def enrol(self, stand: Stand, code: str, token: str = TOKEN) -> Any:
        body = {"code": code, "token": token}
        return stand.client.post(
            "/api/till/v1/enrol", body, content_type="application/json", headers={"Accept-Language": "fr"}
        )

    def test_a_code_gives_the_device_its_till_once_however_often_it_asks(self, stand: Stand) -> None:
        till = Till(stall=stand.stall, label="Samsung")
        code = invite_device(device=till, by=None)

        answers = [self.enrol(stand, code) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()
        assert answers[0].json() == {
            "till": till.public_id,
            "label": "Samsung",
            "stall": "A1",
            "edition": stand.edition.code,
        }
        assert AuditEntry.objects.filter(action="till_enrolled", subject_id=str(till.pk)).count() == 1
        stand.token = TOKEN
        assert stand.send(stand.sale())[0]["status"] == "accepted"

    @pytest.mark.parametrize(("code", "token"), [("nonesuch", TOKEN), ("é", TOKEN), (None, "short")])
    def test_a_code_or_token_that_is_not_good_is_refused(self, stand: Stand, code: str | None, token: str) -> None:
        good = invite_device(device=Till(stall=stand.stall), by=None)

        answer = self.enrol(stand, code or good, token)

        assert answer.status_code == 404
        assert answer.json()["detail"]
        assert Till.objects.filter(token_digest=None).count() == 1

    def test_a_token_that_joined_by_one_code_is_no_good_for_another(self, stand: Stand) -> None:
        first, second = (invite_device(device=Till(stall=stand.stall, label=name), by=None) for name in ("a", "b"))
        assert self.enrol(stand, first).status_code == 200

        assert self.enrol(stand, second).status_code == 404
        assert Till.objects.get(label="b").token_digest is None

    def test_another_device_and_a_code_of_yesterday_come_too_late(self, stand: Stand) -> None:
        code = invite_device(device=Till(stall=stand.stall), by=None)
        with clock.frozen_at(clock.now() + timedelta(hours=25)):
            assert self.enrol(stand, code).status_code == 404
        self.enrol(stand, code)

        assert self.enrol(stand, code, "u" * 43).status_code == 404

    def test_too_many_tries_have_to_wait(self, stand: Stand) -> None:
        answers = [self.enrol(stand, "x").status_code for _ in range(121)]

        assert (answers[119], answers[120]) == (404, 429)


class TestWhatTheTillIsTold:
    def stall(self, stand: Stand) -> Any:
        return stand.client.get("/api/till/v1/stall", headers={"Authorization": f"Bearer {stand.token}"})

    def test_everything_for_a_day_without_network(self, stand: Stand) -> None:
        record = StockRecord.objects.get(product=stand.products[0])
        send_out(item=Item(record.pk, D(4), "out"), edition_code=stand.edition.code, by=None)
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=D(1))

        told = self.stall(stand).json()

        coop = stand.participation.cooperative
        assert told["till"] == {"id": stand.till.public_id, "label": "Till of the stall"}
        assert told["now"] == "2026-08-03T13:00:00Z"
        assert told["edition"] == {
            "code": stand.edition.code,
            "name": {"ar": stand.edition.name_ar, "fr": stand.edition.name_fr, "en": stand.edition.name_en},
            "cut_off": "04:00",
            "today": "2026-08-03",
            "days": ["2026-08-03", "2026-08-04", "2026-08-05"],
            "cash_held_by": "cooperative",
            "settled": False,
            "region": "09",
        }
        assert told["stall"]["cooperatives"] == [
            {"id": coop.public_id, "name": {"ar": coop.name_ar, "fr": coop.name_fr, "en": coop.name_en}}
        ]
        assert (told["stall"]["code"], told["stall"]["is_shared"]) == ("A1", False)
        product = told["products"][0]
        assert (product["available"], product["family"], product["is_unique"]) == ("9.000", "oils", False)
        assert told["families"][0]["code"] == "oils"
        assert told["receipts"].endswith("/r/")
        assert (told["cashiers"], told["usual_sale"]) == ([], None)

    def test_a_till_that_was_switched_off_is_told_nothing(self, stand: Stand) -> None:
        revoke_till(till=stand.till, by=None)

        assert self.stall(stand).status_code == 403

    def test_the_usual_sale_is_the_middle_one(self, stand: Stand) -> None:
        amounts = ("10.00", "20.00", "85.00", "90.00", "5000.00")
        stand.send(*(stand.sale(a, number=n, lines=[stand.line(a)]) for n, a in enumerate(amounts)))

        assert usual_sale(stand.till) == D("85.00")
        assert self.stall(stand).json()["usual_sale"] == "85.00"


class TestUnusual:
    def sold_before(self, stand: Stand) -> None:
        stand.send(*(stand.sale("50.00", number=n, lines=[stand.line("50.00")]) for n in range(6)))

    @pytest.mark.parametrize(("amount", "found"), [("4999.99", []), ("5000.00", ["unusual"])])
    def test_a_hundred_times_the_usual_amount_is_flagged_and_counts(
        self, stand: Stand, amount: str, found: list[str]
    ) -> None:
        self.sold_before(stand)

        (result,) = stand.send(stand.sale(amount, lines=[stand.line(amount)]))

        assert codes(result) == found
        assert Sale.objects.filter(total=D(amount)).exists()

    def test_what_somebody_confirmed_is_not_asked_about_again(self, stand: Stand) -> None:
        self.sold_before(stand)
        lines = [stand.line("90000.00", quantity="750")]

        (result,) = stand.send(stand.sale("90000.00", lines=lines, asked_again=True))

        assert result["status"] == "accepted"

    @pytest.mark.parametrize(("quantity", "found"), [("99", []), ("100", ["unusual"])])
    def test_a_hundred_times_the_usual_quantity_is_flagged(self, stand: Stand, quantity: str, found: list[str]) -> None:
        self.sold_before(stand)
        StockRecord.objects.update(num_in_stock=D(1000))

        (result,) = stand.send(stand.sale("50.00", lines=[stand.line("50.00", quantity=quantity)]))

        assert codes(result) == found

    def test_a_whole_day_that_arrives_at_once_is_its_own_measure(self, stand: Stand) -> None:
        day = [stand.sale("50.00", number=n, lines=[stand.line("50.00")]) for n in range(6)]

        *_, slip = stand.send(*day, stand.sale("120000.00", lines=[stand.line("120000.00")]))

        assert codes(slip) == ["unusual"]

    def test_too_little_cash_for_the_total_is_flagged(self, stand: Stand) -> None:
        (result,) = stand.send(stand.sale(tendered="100.00"))

        assert codes(result) == ["tendered_too_little"]


def test_a_batch_asks_the_same_of_the_database_whatever_its_number_of_sales(stand: Stand) -> None:
    StockRecord.objects.update(num_in_stock=D(1000))
    stand.send(stand.sale(number=0))
    asked = []
    for number in (1, 50):
        sales = [stand.sale(number=n) for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            stand.send(*sales)
        asked.append(len(queries))
    backwards = []
    for number in (1, 20):
        pairs = [(stand.sale(number=n), n) for n in range(number)]
        taken = [stand.give_back(sold, back("20.00"), number=n + 500) for sold, n in pairs]
        with CaptureQueriesContext(connection) as queries:
            stand.send(*(sold for sold, _ in pairs), *taken)
        backwards.append(len(queries))

    # With the request's own savepoint in the test.
    assert asked[0] == asked[1] <= 30
    assert backwards[0] == backwards[1]


PAYMENTS = some.sampled_from(["cash", "card", "transfer"])
AMOUNTS = some.decimals(min_value="0.01", max_value="900", places=2)
STEPS = some.one_of(
    some.tuples(some.just("sale"), AMOUNTS, PAYMENTS),
    some.tuples(some.just("void"), some.integers(0, 30), PAYMENTS),
    some.tuples(some.just("return"), some.integers(0, 30), PAYMENTS),
    some.tuples(some.just("cash_in"), AMOUNTS, PAYMENTS),
    some.tuples(some.just("cash_out"), AMOUNTS, PAYMENTS),
)
quick = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@quick
@given(opening=AMOUNTS, steps=some.lists(STEPS, max_size=25))
def test_whatever_happened_the_report_adds_up(opening: Decimal, steps: list[tuple]) -> None:
    stand = make_stand()
    session = {"session": str(stand.till.stall.edition_id).zfill(8) + "-0000-4000-8000-000000000000"}
    stand.tell(event("opened", amount=str(opening), **session))
    sold, cash, all_money = [], opening, D(0)
    for number, (kind, value, payment) in enumerate(steps, start=1):
        if kind == "sale":
            record = stand.sale(
                str(value), number=number, payment=payment, lines=[stand.line(str(value), quantity="2")], **session
            )
            stand.send(record)
            sold.append(record)
            cash, all_money = cash + (value if payment == "cash" else 0), all_money + value
        elif kind in ("cash_in", "cash_out"):
            stand.tell(event(kind, amount=str(value), **session))
            cash += value if kind == "cash_in" else -value
        elif sold:
            original = sold[value % len(sold)]
            amount = D(original["total"])
            if kind == "void":
                sold.remove(original)
                (answer,) = stand.send(stand.void(original, number=number))
                way = original["payment"]
            else:
                amount = min(amount, D("1.00"))
                part = back(str(amount), quantity="0.100")
                (answer,) = stand.send(stand.give_back(original, part, number=number, payment=payment, **session))
                way = payment
            assert answer["status"] in ("accepted", "flagged")
            cash, all_money = cash - (amount if way == PaymentKind.CASH else 0), all_money - amount

    stand.tell(closing("0.00", **session))

    report = CashReport.objects.get(till=stand.till)
    assert report.expected_cash == cash
    assert report.expected_cash == (
        report.opening_float + report.cash_sales - report.cash_given_back + report.cash_in - report.cash_out
    )
    lines = sum((line.gross - line.returns for line in report.lines.all()), D(0))
    of_sales = sum(SaleLine.objects.filter(sale__session=report.session).values_list("amount", flat=True), D(0))
    assert lines == of_sales == all_money
    assert lines == report.cash_sales - report.cash_given_back + report.card + report.transfer
    assert differences() == []
