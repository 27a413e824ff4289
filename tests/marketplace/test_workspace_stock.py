"""The number of each product in the workspace: one tap, an undo, where it is, and who or what changed it."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from catalogue.partner import stock as stock_services
from catalogue.partner.models import StockMovement
from catalogue.partner.stock import Item
from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from fairs.models import Edition
from fairs.tills.services import enrol_till
from marketplace.order import placing
from tests.factories import make_cooperative, make_edition, make_member, make_participation, make_product, make_stall
from tests.fairs.organisers import questions
from tests.marketplace.factories import make_order

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def seller(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.SELLER, first_name="Fatima"))
    return client


@pytest.fixture
def jar(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, stock="10", title_en="Thyme honey")


def act(client: Client, product: Product, name: str, *, tap: bool = False, **given: Any) -> Any:
    path = reverse("workspace:stock-act", args=[product.public_id, name])
    headers = {"HX-Request": "true"} if tap else {}
    return client.post(path, {"once": new_token()} | given, headers=headers)


def page_of(product: Product, name: str = "stock-product") -> str:
    return reverse(f"workspace:{name}", args=[product.public_id])


def in_stock(product: Product) -> Decimal:
    product.stockrecord.refresh_from_db()
    return product.stockrecord.num_in_stock


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words_of(part: Any) -> str:
    """The words of a part of a page, with a plain minus."""
    return " ".join(part.get_text(" ").replace("\u200e", "").replace("\u2212", "-").split())


def said(response: Any) -> str:
    return words_of(read(response))


def test_one_tap_adds_one_and_answers_the_number_alone(seller: Client, jar: Product) -> None:
    response = act(seller, jar, "change", tap=True, change="1", place="list")

    assert response.status_code == 200
    box = read(response).select_one(f"#s-{jar.public_id}")
    assert (box["data-value"], box.select_one("[data-figure]").text) == ("11", "11")
    assert "<html" not in response.content.decode()
    assert in_stock(jar) == D(11)


def test_without_scripts_one_comes_back_to_the_same_place_of_the_list(seller: Client, jar: Product) -> None:
    response = act(seller, jar, "change", change="-1", place="list", page="1", show="low")

    assert response["Location"] == f"/en/workspace/stock/?page=1&show=low&changed={jar.public_id}#s-{jar.public_id}"
    again = seller.get(f"/en/workspace/stock/?changed={jar.public_id}")
    assert "Undo what you did ( -1 )" in said(again)
    assert in_stock(jar) == D(9)


def test_the_same_tap_sent_again_counts_once(seller: Client, jar: Product) -> None:
    token = new_token()
    for _ in range(3):
        response = act(seller, jar, "change", tap=True, change="2", once=token)

    assert response.status_code == 200
    assert in_stock(jar) == D(12)


def test_what_was_counted_is_typed_and_what_cannot_be_is_said_beside_it(seller: Client, jar: Product) -> None:
    make_order(jar, quantity=3)

    refused = act(seller, jar, "count", quantity="2")
    wrong = act(seller, jar, "count", quantity="a few")
    parts = act(seller, jar, "count", quantity="2,5")

    assert (refused.status_code, wrong.status_code, parts.status_code) == (422, 422, 422)
    assert "Promised to orders: 3. The number cannot be less" in said(refused)
    assert 'value="2"' in refused.content.decode()
    assert "Write a number, such as 12 or 1.5." in said(wrong)
    assert 'value="a few"' in wrong.content.decode()
    assert "It is sold by the piece: write a whole number." in said(parts)
    assert in_stock(jar) == D(10)

    assert act(seller, jar, "count", quantity="7").status_code == 302
    assert in_stock(jar) == D(7)


def test_a_tap_below_what_is_promised_is_refused_kindly(seller: Client, jar: Product) -> None:
    make_order(jar, quantity=10)

    response = act(seller, jar, "change", tap=True, change="-1")

    assert response.status_code == 422
    assert "Promised to orders: 10. The number cannot be less" in said(response)
    assert in_stock(jar) == D(10)


def test_undo_takes_back_the_last_own_change_and_refuses_where_it_is_promised(seller: Client, jar: Product) -> None:
    act(seller, jar, "count", quantity="25")
    key = StockMovement.objects.latest("pk").key
    make_order(jar, quantity=20)

    refused = act(seller, jar, "undo", of=key)
    assert refused.status_code == 422
    assert in_stock(jar) == D(25)

    act(seller, jar, "change", change="-2")
    stale = act(seller, jar, "undo", of=key)
    assert "Something else changed it since" in said(stale)
    act(seller, jar, "undo", of=StockMovement.objects.latest("pk").key)

    assert in_stock(jar) == D(25)
    assert StockMovement.objects.filter(key__startswith="undone:").count() == 1


def test_by_weight_a_tap_is_half_a_kilogram_and_a_comma_is_a_point(seller: Client, cooperative: Cooperative) -> None:
    olives = make_product(cooperative=cooperative, stock="2.250", unit="kg", net_quantity=None, net_unit="")

    page = read(seller.get(page_of(olives)))
    assert [button["value"] for button in page.select('.counter button[name="change"]')] == ["-0.5", "0.5"]
    act(seller, olives, "change", tap=True, change="0.5")
    act(seller, olives, "count", quantity="3,125")

    assert in_stock(olives) == D("3.125")
    assert "3.125 kg" in said(seller.get(page_of(olives)))


def test_a_unique_piece_is_here_or_not(seller: Client, cooperative: Cooperative) -> None:
    rug = make_product(cooperative=cooperative, stock="1", is_unique=True)

    response = act(seller, rug, "change", tap=True, change="1")

    assert "There is only one of it" in said(response)
    plus = read(seller.get(page_of(rug))).select('.counter button[value="1"]')
    assert [button.has_attr("disabled") for button in plus] == [True]
    act(seller, rug, "change", tap=True, change="-1")
    assert in_stock(rug) == D(0)


def test_the_number_says_where_it_is(seller: Client, cooperative: Cooperative, jar: Product) -> None:
    fair = make_edition(name_en="Fair of Agadir")
    make_participation(fair, cooperative)
    make_order(jar, quantity=2)
    assert act(seller, jar, "send", edition=fair.code, quantity="4").status_code == 302

    words = said(seller.get(page_of(jar)))

    assert read(seller.get(page_of(jar))).select_one("[data-figure]").text == "10"
    assert "With you: 6" in words
    assert "of these promised to orders: 2" in words
    assert "Fair of Agadir: 4" in words

    too_much = act(seller, jar, "send", edition=fair.code, quantity="5")
    assert "What is there and not promised: 4." in said(too_much)
    act(seller, jar, "bring", edition=fair.code, quantity="4")
    assert in_stock(jar) == D(10)


def test_goods_go_only_to_a_fair_that_one_takes_part_in(seller: Client, jar: Product) -> None:
    elsewhere = make_edition()

    response = act(seller, jar, "send", edition=elsewhere.code, quantity="1")

    assert response.status_code == 422
    assert in_stock(jar) == D(10)


def sold_at(edition: Edition, product: Product, quantity: str) -> None:
    """A sale at the stall, through the till's own door."""
    participation = make_participation(edition, product.cooperative, products=[product])
    _till, token = enrol_till(stall=make_stall(edition, participation), label="Till", by=None)
    amount = str(product.stockrecord.price * Decimal(quantity))
    sale = {
        "id": str(uuid4()),
        "session": str(uuid4()),
        "number": 1,
        "sold_at": clock.now().isoformat(),
        "payment": "cash",
        "total": amount,
        "lines": [
            {
                "product": product.public_id,
                "quantity": quantity,
                "unit_price": str(product.stockrecord.price),
                "amount": amount,
            }
        ],
    }
    response = Client().post(
        "/api/till/v1/sales",
        json.dumps({"sales": [sale]}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert [result["status"] for result in response.json()["results"]] == ["accepted"]


def test_what_is_sold_at_a_stall_cannot_be_bought_online_any_more(seller: Client, jar: Product) -> None:
    shop, address, history = Client(), jar.get_absolute_url(), page_of(jar, "stock-history")
    page = page_of(jar)
    assert "In stock" in said(shop.get(address))
    fair = make_edition(name_en="Fair of Agadir", starts_on=clock.today() - timedelta(days=1))

    sold_at(fair, jar, "8")

    assert "Only 2 left" in said(shop.get(address))
    assert read(seller.get(page)).select_one("[data-figure]").text == "2"
    words = said(seller.get(history))
    assert "Sold at a stall -8" in words
    assert "Fair of Agadir" in words


def test_the_history_says_who_or_what_changed_it(seller: Client, jar: Product) -> None:
    act(seller, jar, "change", tap=True, change="3")
    act(seller, jar, "count", quantity="12")
    order = make_order(jar, quantity=2, status="delivered")

    page = read(seller.get(page_of(jar, "stock-history")))
    lines = [words_of(line) for line in page.select(".history li")]

    assert any(line.startswith("Added by hand +3") and "Fatima" in line for line in lines)
    assert any(line.startswith("Counted -1") and "Fatima" in line for line in lines)
    assert any(line.startswith("Ordered online") and order.number in line for line in lines)
    assert any(line.startswith("Sold online and handed over -2") and order.number in line for line in lines)


def test_another_cooperatives_product_is_404_and_stays_as_it_was(seller: Client) -> None:
    theirs = make_product(stock="10")

    assert seller.get(page_of(theirs)).status_code == 404
    assert seller.get(page_of(theirs, "stock-history")).status_code == 404
    given = {"change": "1", "quantity": "1", "threshold": "1", "of": "added:x", "edition": "x"}
    for name in ("change", "count", "undo", "threshold", "send", "bring"):
        assert act(seller, theirs, name, **given).status_code == 404
    assert in_stock(theirs) == D(10)


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ACCOUNTANT, 404), (Role.CATALOGUE_KEEPER, 200), (Role.MANAGER, 200)]
)
def test_who_keeps_no_stock_sees_none(client: Client, jar: Product, role: str, status: int) -> None:
    client.force_login(make_member(jar.cooperative, role=role))

    assert client.get(reverse("workspace:stock")).status_code == status
    assert client.get(page_of(jar)).status_code == status


def test_the_list_is_narrowed_to_what_runs_out(seller: Client, cooperative: Cooperative, jar: Product) -> None:
    few, none = (make_product(cooperative=cooperative, stock=stock) for stock in ("3", "0"))
    act(seller, few, "threshold", threshold="3")

    def listed(query: str) -> list[str]:
        return [row.product.public_id for row in seller.get(f"/en/workspace/stock/?{query}").context["rows"]]

    assert set(listed("")) == {each.public_id for each in (jar, few, none)}
    assert listed("show=low") == [few.public_id]
    assert listed("show=out") == [none.public_id]
    assert listed("q=thyme") == [jar.public_id]


def test_a_page_of_the_list_takes_the_same_queries_for_two_products_and_for_twenty(
    seller: Client, cooperative: Cooperative, jar: Product
) -> None:
    fair = make_edition()
    make_participation(fair, cooperative)
    act(seller, jar, "send", edition=fair.code, quantity="1")
    make_product(cooperative=cooperative)
    few = questions(seller, "/en/workspace/stock/")
    for _ in range(20):
        other = make_product(cooperative=cooperative)
        stock_services.send_out(
            item=Item(other.stockrecord.pk, D(1), f"out:{other.pk}"), edition_code=fair.code, by=None
        )

    assert questions(seller, "/en/workspace/stock/") == few
    assert seller.get("/en/workspace/stock/").context["page"].paginator.num_pages == 2


def test_a_page_of_the_history_takes_the_same_queries_for_two_lines_and_for_thirty(
    seller: Client, jar: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "OPEN_PURCHASES_LIMIT", 99)
    for _ in range(2):
        act(seller, jar, "change", change="5")
        make_order(jar)
    few = questions(seller, page_of(jar, "stock-history"))
    for _ in range(14):
        act(seller, jar, "change", change="5")
        make_order(jar)

    assert questions(seller, page_of(jar, "stock-history")) == few
    assert seller.get(page_of(jar, "stock-history")).context["page"].paginator.num_pages == 2
