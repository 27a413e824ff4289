"""The desk's tab of deposits: slips of goods and the operator's money, as people write and print them."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives.idempotency import new_token
from cooperatives.ledger.services import held_by_operator
from fairs.consignment import deposit_of, held_at
from fairs.enums import LineKind, ParticipationStatus
from fairs.models import CashHandover, DepositSlip
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_product
from tests.fairs.consignment import hand_over, leave, make_depositor, make_platform, sell_there
from tests.fairs.facts import line, sale
from tests.fairs.organisers import make_fair, make_organiser, questions, signed_in

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def edition():
    return make_platform()


@pytest.fixture
def client(edition) -> Client:
    return signed_in(make_organiser(edition))


@pytest.fixture
def participation(edition):
    return make_depositor(edition, name_ar="تعاونية أركان", name_fr="Coopérative Argane", name_en="Argan")


def address(edition, participation, kind: str = "") -> str:
    owner = participation.cooperative.public_id
    if kind:
        return reverse("organiser:write-slip", args=[edition.code, owner, kind])
    return reverse("organiser:deposit", args=[edition.code, owner])


def slip_form(participation, quantity: str = "4", **given: str) -> dict[str, str]:
    product = participation.cooperative.products.order_by("pk").first()
    names = {"given_by": "Fatima", "received_by": "Driss", "note": "", "once": new_token()}
    return {f"q-{product.public_id}": quantity} | names | given


def cash_form(participation, amount: str = "100,00", **given: str) -> dict[str, str]:
    return {
        "to": "cooperative",
        "cooperative": participation.cooperative.public_id,
        "amount": amount,
        "handed_on": "2026-08-04",
        "given_by": "Driss",
        "received_by": "Fatima",
        "once": new_token(),
    } | given


class TestSlips:
    def test_goods_left_make_a_slip_to_sign(self, client: Client, edition, participation) -> None:
        response = client.post(address(edition, participation, "left"), slip_form(participation), follow=True)

        slip = DepositSlip.objects.get()
        assert response.redirect_chain == [
            (reverse("organiser:deposit-slip", args=[edition.code, slip.public_id]), 302)
        ]
        page = response.content.decode()
        assert "Fatima" in page
        assert "Driss" in page
        (row,) = deposit_of(edition, participation.cooperative)
        assert (row.left, row.there) == (D(4), D(4))

    @pytest.mark.parametrize("language", ["ar", "fr"])
    def test_slip_is_printed_in_both_languages(self, client: Client, edition, participation, language: str) -> None:
        slip = leave(edition, participation.cooperative)
        path = reverse("organiser:deposit-slip-pdf", args=[edition.code, slip.public_id])

        response = client.get(f"/{language}{path.removeprefix('/ar')}")

        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")

    def test_slip_sent_twice_is_written_once(self, client: Client, edition, participation) -> None:
        form = slip_form(participation)
        for _ in range(2):
            client.post(address(edition, participation, "left"), form)

        assert DepositSlip.objects.count() == 1
        assert deposit_of(edition, participation.cooperative)[0].there == D(4)

    @pytest.mark.parametrize("quantity", ["2,5", "-1", "beaucoup", "1000000", "11"])
    def test_quantity_that_cannot_be_is_told_beside_it_and_nothing_is_lost(
        self, client: Client, edition, participation, quantity: str
    ) -> None:
        response = client.post(address(edition, participation, "left"), slip_form(participation, quantity))

        product = participation.cooperative.products.get()
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [f"q-{product.public_id}"]
        page = response.content.decode()
        assert f'value="{quantity}"' in page
        assert 'value="Fatima"' in page
        assert not DepositSlip.objects.exists()

    def test_arabic_digits_and_a_comma_are_read(self, client: Client, edition) -> None:
        participation = make_depositor(edition, products=0)
        make_product(cooperative=participation.cooperative, unit="kg")

        client.post(address(edition, participation, "left"), slip_form(participation, "٢,٥"))

        assert deposit_of(edition, participation.cooperative)[0].there == D("2.5")

    def test_product_of_another_is_refused_in_words(self, client: Client, edition, participation) -> None:
        foreign = make_product(cooperative=make_cooperative())
        form = slip_form(participation) | {f"q-{foreign.public_id}": "1"}

        response = client.post(address(edition, participation, "left"), form)

        assert response.status_code == 422
        assert len(response.context["form"].non_field_errors()) == 1
        assert not DepositSlip.objects.exists()

    def test_who_withdrew_is_told_so_and_its_goods_go_back(self, client: Client, edition, participation) -> None:
        leave(edition, participation.cooperative)
        participation.status = ParticipationStatus.WITHDRAWN
        participation.save()

        refused = client.post(address(edition, participation, "left"), slip_form(participation, "1"))
        client.post(address(edition, participation, "taken_back"), slip_form(participation, "3"))

        assert refused.status_code == 422
        assert 'value="1"' in refused.content.decode()
        assert list(DepositSlip.objects.order_by("pk").values_list("kind", flat=True)) == ["left", "taken_back"]
        assert deposit_of(edition, participation.cooperative)[0].there == D(0)

    def test_empty_slip_is_refused(self, client: Client, edition, participation) -> None:
        response = client.post(address(edition, participation, "left"), slip_form(participation, ""))

        assert response.status_code == 422
        assert len(response.context["form"].non_field_errors()) == 1

    def test_others_slips_and_cooperatives_are_not_there(self, client: Client, edition, participation) -> None:
        other = make_platform()
        foreign = make_depositor(other)
        slip = leave(other, foreign.cooperative)

        for path in (
            reverse("organiser:deposits", args=[other.code]),
            address(other, foreign),
            address(edition, foreign),
            address(edition, foreign, "left"),
            address(edition, participation, "given_away"),
            reverse("organiser:deposit-slip", args=[edition.code, slip.public_id]),
            reverse("organiser:deposit-slip-pdf", args=[edition.code, slip.public_id]),
        ):
            assert client.get(path).status_code == 404, path

    def test_where_cooperatives_take_the_cash_themselves_there_is_no_such_tab(self) -> None:
        fair = make_fair()
        client = signed_in(make_organiser(fair))

        assert client.get(reverse("organiser:deposits", args=[fair.code])).status_code == 404
        assert client.get(reverse("organiser:operator-cash", args=[fair.code])).status_code == 404
        assert (
            reverse("organiser:deposits", args=[fair.code])
            not in client.get(reverse("organiser:tills", args=[fair.code])).content.decode()
        )

    def test_committee_reads_and_writes_nothing(self, edition, participation) -> None:
        client = signed_in(make_organiser(edition, role="committee"))

        assert client.get(address(edition, participation)).status_code == 200
        assert client.get(address(edition, participation, "left")).status_code == 404
        assert client.post(address(edition, participation, "left"), slip_form(participation)).status_code == 404
        assert not DepositSlip.objects.exists()

    def test_pages_ask_the_same_for_few_and_for_many(self, client: Client, edition, participation) -> None:
        leave(edition, participation.cooperative)
        paths = (reverse("organiser:deposits", args=[edition.code]), address(edition, participation))
        few = [questions(client, path) for path in paths]
        for _ in range(3):
            make_product(cooperative=participation.cooperative)
            leave(edition, make_depositor(edition).cooperative)
        leave(
            edition,
            participation.cooperative,
            quantities={product.public_id: D(1) for product in participation.cooperative.products.all()},
        )

        assert [questions(client, path) for path in paths] == few


class TestOperatorsMoney:
    @pytest.fixture(autouse=True)
    def _sold(self, participation) -> None:
        sell_there(participation, "150.00")

    def page(self, edition) -> str:
        return reverse("organiser:operator-cash", args=[edition.code])

    def test_cash_handed_over_is_written_down_once(self, client: Client, edition, participation) -> None:
        form = cash_form(participation)
        for _ in range(2):
            client.post(self.page(edition), form)

        handover = CashHandover.objects.get()
        assert (handover.amount, handover.given_by, handover.received_by) == (D("100.00"), "Driss", "Fatima")
        assert held_at(edition) == D("50.00")
        context = client.get(self.page(edition)).context
        assert (context["held"], context["sums"].earned, context["sums"].handed) == (
            D("50.00"),
            D("150.00"),
            D("100.00"),
        )

    def test_page_says_that_the_operator_gave_back_more_than_it_held(
        self, client: Client, edition, participation
    ) -> None:
        hand_over(edition, "150.00")
        assert "notice-warning" not in client.get(self.page(edition)).content.decode()
        held_by = held_by_operator(edition.code)
        record_sales(facts=[sale(line(participation, "-20.00"), kind=LineKind.RETURN, held_by=held_by)])

        response = client.get(self.page(edition))

        assert (response.context["held"], response.context["short"]) == (D("-20.00"), D("20.00"))
        assert "notice-warning" in response.content.decode()
        sell_there(participation, "50.00")
        assert client.get(self.page(edition)).context["short"] == D("0.00")

    def test_money_is_brought_to_the_bank(self, client: Client, edition) -> None:
        form = {"to": "bank", "amount": "150", "handed_on": "2026-08-04", "given_by": "Driss", "reference": "V-1"}

        response = client.post(self.page(edition), form | {"once": new_token()})

        handover = CashHandover.objects.get()
        assert response["Location"].endswith(f"/{handover.public_id}/")
        assert (handover.way, handover.amount, handover.reference) == ("bank", D("150.00"), "V-1")
        assert held_at(edition) == D("0.00")

    @pytest.mark.parametrize(
        ("field", "value"),
        [("amount", "150,01"), ("amount", "0"), ("amount", "-3"), ("amount", "cent"), ("handed_on", "2126-01-01"),
         ("handed_on", "demain"), ("received_by", ""), ("given_by", " "), ("cooperative", "nobody")],
    )  # fmt: skip
    def test_what_cannot_be_is_told_beside_the_field(
        self, client: Client, edition, participation, field: str, value: str
    ) -> None:
        response = client.post(self.page(edition), cash_form(participation, **{field: value}))

        assert response.status_code == 422
        form = response.context["forms"]["cooperative"]
        assert list(form.errors) == [field]
        if field != "given_by":
            assert form["given_by"].value() == "Driss"
        assert held_at(edition) == D("150.00")

    def test_a_mistake_is_taken_back_with_a_reason(self, client: Client, edition, participation) -> None:
        wrong = hand_over(edition, "100.00", participation.cooperative)
        path = reverse("organiser:handover-back", args=[edition.code, wrong.public_id])

        assert client.get(path).status_code == 200
        assert client.post(path, {"reason": "", "once": new_token()}).status_code == 422
        assert held_at(edition) == D("50.00")
        client.post(path, {"reason": "Mauvaise coopérative", "once": new_token()})
        again = client.post(path, {"reason": "Encore", "once": new_token()})

        assert again.status_code == 422
        assert held_at(edition) == D("150.00")
        assert CashHandover.objects.count() == 2

    @pytest.mark.parametrize("to_the_bank", [True, False])
    @pytest.mark.parametrize("language", ["ar", "fr"])
    def test_paper_is_printed(self, client: Client, edition, participation, language: str, to_the_bank: bool) -> None:
        made = hand_over(edition, "100.00", None if to_the_bank else participation.cooperative)
        path = reverse("organiser:handover-pdf", args=[edition.code, made.public_id])

        response = client.get(f"/{language}{path.removeprefix('/ar')}")

        assert response.content.startswith(b"%PDF-")

    def test_others_papers_are_not_there(self, client: Client, edition) -> None:
        other = make_platform()
        foreign = make_depositor(other)
        sell_there(foreign, "10.00")
        made = hand_over(other, "10.00")

        for code in (edition.code, other.code):
            for name in ("handover", "handover-pdf", "handover-back"):
                assert client.get(reverse(f"organiser:{name}", args=[code, made.public_id])).status_code == 404
        assert client.get(self.page(other)).status_code == 404

    def test_committee_reads_and_hands_over_nothing(self, edition, participation) -> None:
        client = signed_in(make_organiser(edition, role="committee"))

        assert client.get(self.page(edition)).context["forms"] is None
        assert client.post(self.page(edition), cash_form(participation)).status_code == 404
        assert held_at(edition) == D("150.00")

    def test_page_asks_the_same_for_few_and_for_many(self, client: Client, edition, participation) -> None:
        hand_over(edition, "1.00", participation.cooperative)
        few = questions(client, self.page(edition))
        for _ in range(3):
            more = make_depositor(edition)
            sell_there(more, "20.00")
            hand_over(edition, "5.00", more.cooperative)

        assert questions(client, self.page(edition)) == few
