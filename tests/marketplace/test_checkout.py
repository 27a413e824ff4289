"""The checkout page: what is asked, what is refused beside which field, and what is never lost."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.idempotency import new_token
from cooperatives.territory.models import Place
from marketplace.order.models import Purchase
from tests.factories import (
    make_commune,
    make_delivery_rate,
    make_edition,
    make_family,
    make_participation,
    make_place,
    make_product,
    make_user,
)
from tests.marketplace.test_hubs import make_hub

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def product() -> Product:
    return make_product(price="120.00")


@pytest.fixture
def place(product: Product) -> Place:
    make_delivery_rate(price="35.00")
    return make_place(name_fr="Tafraout", name_ar="تافراوت")


@pytest.fixture
def shopper(client: Client, product: Product) -> Client:
    put_in(client, product)
    return client


def put_in(client: Client, *products: Product) -> None:
    for product in products:
        client.post(reverse("basket:add"), {"product": product.public_id, "quantity": 1, "once": new_token()})


def typed(client: Client, destination: Place | None, **given: Any) -> dict[str, Any]:
    """A full form for what is in the basket; `given` replaces fields, None leaves one out."""
    page = client.get(reverse("checkout:index"))
    fields = {
        "basket": page.context["signed_basket"],
        "once": new_token(),
        "action": "confirm",
        "payer_name": "Amina Idrissi",
        "payer_phone": "0661234567",
        "payer_email": "",
        "same_person": "on",
        "place_text": destination.name if destination else "",
        "place_for": destination.name if destination else "",
        "place": destination.public_id if destination else "",
        "landmark": "Behind the mosque",
        "payment_method": "cash_on_delivery",
    }
    for parcel in page.context["parcels"]:
        fields[parcel["name"]] = "home:poste:35.00"
    return {name: value for name, value in (fields | given).items() if value is not None}


def send(client: Client, data: dict[str, Any]):
    return client.post(reverse("checkout:index"), data)


def test_a_guest_buys_and_lands_on_the_purchase(shopper: Client, place: Place) -> None:
    response = send(shopper, typed(shopper, place))

    purchase = Purchase.objects.get()
    assert response.headers["Location"] == purchase.get_absolute_url()
    assert (purchase.payer_phone, purchase.recipient_phone) == ("+212661234567", "+212661234567")
    assert (purchase.place, purchase.total, purchase.language, purchase.user) == (place, Decimal("155.00"), "en", None)
    assert shopper.get(purchase.get_absolute_url()).status_code == 200


def test_who_is_signed_in_finds_the_form_filled_and_the_purchase_in_the_list(client: Client, place: Place) -> None:
    user = make_user(phone="+212662000000", first_name="Amina", last_name="Idrissi")
    client.force_login(user)
    put_in(client, make_product())

    page = client.get(reverse("checkout:index")).content.decode()
    assert "Amina Idrissi" in page
    send(client, typed(client, place))

    assert Purchase.objects.get().user == user
    assert Purchase.objects.get().number in client.get(reverse("purchase:list")).content.decode()


def test_pressed_twice_it_answers_the_same_purchase(shopper: Client, place: Place) -> None:
    data = typed(shopper, place)

    first, second = send(shopper, data), send(shopper, data)

    assert first.headers["Location"] == second.headers["Location"]
    assert Purchase.objects.count() == 1


def test_an_empty_basket_has_no_checkout(client: Client) -> None:
    assert client.get(reverse("checkout:index")).headers["Location"] == reverse("basket:summary")
    assert send(client, {"action": "confirm"}).headers["Location"] == reverse("basket:summary")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("payer_name", "", "Write a name."),
        ("payer_phone", "06 12", "This phone number does not exist. Check its digits."),
        ("payer_phone", "call me", "Write the phone number with its ten digits"),
        ("payer_phone", "0" * 500, "30 characters"),
        ("payer_email", "no address", "valid email"),
        ("landmark", "", "Write a street or a landmark"),
        ("place_text", "Atlantis", "We do not know this place."),
        ("place_text", "", "Say where it should come."),
        ("payment_method", "gold", "Select a valid choice"),
    ],
)
def test_a_wrong_field_is_said_beside_it_and_all_else_stays_typed(
    shopper: Client, place: Place, field: str, value: str, message: str
) -> None:
    given = {field: value} | ({"place": ""} if field == "place_text" else {})

    response = send(shopper, typed(shopper, place, **given))

    page = response.content.decode()
    assert response.status_code == 422
    assert any(message in error for error in response.context["form"].errors[field])
    assert message in page
    for kept in {"Amina Idrissi", "Behind the mosque", "0661234567"} - {value}:
        assert kept in page or field in ("payer_name", "landmark", "payer_phone")
    assert Purchase.objects.count() == 0


def test_an_unknown_place_and_a_missing_landmark_are_said_once_and_in_one_go(shopper: Client) -> None:
    data = typed(shopper, None, place_text="Atlantis", landmark="")

    response = send(shopper, {name: value for name, value in data.items() if not name.startswith("delivery_")})

    assert set(response.context["form"].errors) == {"place_text", "landmark"}
    from_place_on = response.content.decode().partition('id="id_place_text_field"')[2]
    beside_it = from_place_on.partition('id="id_landmark_field"')[0]
    assert beside_it.count("We do not know this place.") == 1


def test_the_carrier_calls_only_moroccan_numbers(shopper: Client, place: Place) -> None:
    response = send(shopper, typed(shopper, place, payer_phone="+33612345678"))
    assert "The carrier needs a Moroccan number" in str(response.context["form"].errors["same_person"])

    other = {"same_person": None, "recipient_name": "Brahim", "recipient_phone": "+33612345678"}
    response = send(shopper, typed(shopper, place, payer_phone="+33612345678", **other))
    assert "The carrier needs a Moroccan number" in str(response.context["form"].errors["recipient_phone"])

    other["recipient_phone"] = "06 61 00 00 00"
    send(shopper, typed(shopper, place, payer_phone="+33612345678", **other))
    purchase = Purchase.objects.get()
    assert (purchase.payer_phone, purchase.recipient_name, purchase.recipient_phone) == (
        "+33612345678",
        "Brahim",
        "+212661000000",
    )


def test_somebody_else_needs_a_name_and_a_number(shopper: Client, place: Place) -> None:
    response = send(shopper, typed(shopper, place, same_person=None))

    assert set(response.context["form"].errors) == {"recipient_name", "recipient_phone"}


def test_without_scripts_a_name_with_several_places_lists_them_to_choose(shopper: Client, place: Place) -> None:
    make_place(commune=make_commune(code="092", name_fr="Tafraoute Imintanoute"), name_fr="Tafraoute du Nord")

    response = send(shopper, typed(shopper, place, place="", place_text="tafraout", action="quote"))

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('name="place"') == 2
    assert "Amina Idrissi" in page
    assert response.context["form"].is_bound is False


def test_asking_for_delivery_shows_the_ways_to_that_place(shopper: Client, place: Place) -> None:
    response = send(shopper, typed(shopper, place, action="quote"))

    (parcel,) = response.context["parcels"]
    assert [card["value"] for card in parcel["cards"]] == ["home:poste:35.00"]
    assert response.context["total"] == Decimal("155.00")


@pytest.mark.parametrize("forged", ["no-such-place", "1", "' OR 1=1", "🙂", "x" * 3000])
def test_a_place_that_does_not_exist_is_not_delivered_to(shopper: Client, place: Place, forged: str) -> None:
    data = typed(shopper, place, place_text="Atlantis", place_for="Atlantis", place=forged)

    response = send(shopper, data)

    assert response.status_code == 422
    assert "place_text" in response.context["form"].errors
    assert Purchase.objects.count() == 0


@pytest.mark.parametrize("forged", ["home:poste:1.00", "home:nobody:35.00", "collect:no-such-edition:1", "free", ""])
def test_a_delivery_that_is_not_offered_is_not_bought(shopper: Client, place: Place, forged: str) -> None:
    data = typed(shopper, place)
    (delivery,) = [name for name in data if name.startswith("delivery_")]

    response = send(shopper, data | {delivery: forged})

    assert response.status_code == 422
    assert response.context["form"].errors[delivery]
    assert Purchase.objects.count() == 0


def test_another_name_typed_over_a_choice_is_searched_anew(shopper: Client, place: Place) -> None:
    response = send(shopper, typed(shopper, place, place_text="Atlantis"))

    assert "We do not know this place." in response.content.decode()
    assert Purchase.objects.count() == 0


def test_a_place_where_nobody_goes_says_so(shopper: Client, place: Place) -> None:
    far = make_place(commune=make_commune(code="121", region="12", name_fr="Aousserd"), name_fr="Aousserd")

    response = send(shopper, typed(shopper, far))

    assert response.status_code == 422
    assert "Nobody takes this parcel there." in response.content.decode()


def test_htmx_is_answered_with_delivery_and_summary_alone(shopper: Client, place: Place) -> None:
    data = typed(shopper, place)

    page = shopper.post(reverse("checkout:delivery"), data).content.decode()

    assert 'id="delivery"' in page
    assert 'id="checkout-summary" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_a_free_collection_needs_neither_place_nor_landmark(shopper: Client, product: Product) -> None:
    edition = make_edition(starts_on=clock.today() + timedelta(days=2))
    make_participation(edition, product.cooperative)
    data = typed(shopper, None, landmark="")
    (delivery,) = [name for name in data if name.startswith("delivery_")]

    send(shopper, data | {delivery: f"collect:{edition.code}:1"})

    purchase = Purchase.objects.get()
    assert (purchase.place, purchase.delivery_total) == (None, Decimal("0.00"))


def test_a_price_that_moved_while_the_form_was_filled_must_be_said_yes_to(
    shopper: Client, place: Place, product: Product
) -> None:
    data = typed(shopper, place)
    StockRecord.objects.filter(product=product).update(price=Decimal("140.00"))

    response = send(shopper, data)
    page = response.content.decode().replace("\xa0", " ")
    assert response.status_code == 422
    assert "was 120.00 DH, now 140.00 DH" in page
    assert "Behind the mosque" in page
    assert Purchase.objects.count() == 0

    send(shopper, data | dict(response.context["seen_fields"]) | {"agrees_to_prices": "on"})
    assert Purchase.objects.get().goods_total == Decimal("140.00")


def test_a_yes_to_a_price_that_moved_again_is_no_yes(shopper: Client, place: Place, product: Product) -> None:
    data = typed(shopper, place)
    StockRecord.objects.filter(product=product).update(price=Decimal("140.00"))
    seen = dict(send(shopper, data).context["seen_fields"])
    StockRecord.objects.filter(product=product).update(price=Decimal("150.00"))

    response = send(shopper, data | seen | {"agrees_to_prices": "on"})

    assert response.status_code == 409
    assert "A price changed while you were here." in response.content.decode()
    assert Purchase.objects.count() == 0


def test_the_last_one_bought_by_another_is_told_and_the_rest_kept(shopper: Client, place: Place) -> None:
    other = make_product(price="80.00")
    put_in(shopper, other)
    data = typed(shopper, place)
    StockRecord.objects.filter(product=other).update(num_allocated=10)

    response = send(shopper, data)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody was faster" in page
    assert other.title in page
    assert "Behind the mosque" in page
    # Said on the page, so pressing again goes on without it.
    send(shopper, data | {"gone": [other.public_id]})
    assert [line.product for order in Purchase.objects.get().orders.all() for line in order.lines.all()] != [other]


def test_goods_that_cannot_be_given_back_are_named(client: Client, place: Place) -> None:
    soft_cheese = make_product(family=make_family("cheese", may_be_withdrawn=False), title_en="Goat cheese")
    put_in(client, soft_cheese)

    page = client.get(reverse("checkout:index"))

    assert [line.product for line in page.context["not_returnable"]] == [soft_cheese]


def test_who_hammers_the_button_is_asked_to_wait_and_loses_nothing(shopper: Client, place: Place, monkeypatch) -> None:
    # One window for all tries: a slow run would otherwise cross into the next minute.
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda _value, _period: 4_000_000_000)
    data = typed(shopper, place, payer_name="")
    answers = [send(shopper, data).status_code for _ in range(21)]

    assert answers == [422] * 20 + [429]
    assert "Behind the mosque" in send(shopper, data).content.decode()


def test_only_payments_that_work_are_offered(shopper: Client, place: Place) -> None:
    page = shopper.get(reverse("checkout:index")).content.decode()

    assert 'value="cash_on_delivery"' in page
    assert 'value="card"' not in page


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_page_speaks_three_languages_and_another_leads_to_one_of_them(
    shopper: Client, place: Place, language: str
) -> None:
    assert shopper.get(f"/{language}/checkout/").status_code == 200
    assert shopper.get("/de/checkout/").headers["Location"] == "/ar/checkout/"


def test_the_page_takes_the_same_queries_for_one_line_and_for_six(
    shopper: Client, place: Place, django_assert_max_num_queries
) -> None:
    put_in(shopper, *(make_product() for _ in range(5)))
    data = typed(shopper, place, action="quote")

    with django_assert_max_num_queries(9):
        send(shopper, data)


# Finding a place


@pytest.mark.parametrize("asked", ["tafraout", "TAFRAOUTE", "تافراوت", "تفراوت", "Tafrawt"])
def test_a_place_is_found_in_either_script_and_spelling(client: Client, place: Place, asked: str) -> None:
    page = client.get(reverse("checkout:places"), {"place_text": asked}).content.decode()

    assert place.public_id in page


def test_two_spellings_of_one_town_are_one_answer_with_its_province_and_region(client: Client) -> None:
    town = make_place(name_fr="Essaouira", name_ar="الصويرة")
    make_place(commune=town.commune, name_fr="Essaouira Mogador", name_ar="موكادور")

    page = client.get(reverse("checkout:places"), {"place_text": "essaouira"}).content.decode()

    assert page.count('name="place"') == 1
    assert "Tiznit" in page
    assert "Region 09" in page


@pytest.mark.parametrize("asked", ["", "x", "%", "'; DROP TABLE", "🙂🙂🙂🙂", "a" * 5000])
def test_what_is_no_place_finds_none_and_breaks_nothing(client: Client, place: Place, asked: str) -> None:
    response = client.get(reverse("checkout:places"), {"place_text": asked})

    assert response.status_code == 200
    assert 'name="place"' not in response.content.decode()


def test_goods_of_two_members_may_come_in_one_parcel_of_their_union(client: Client) -> None:
    products = [make_product(weight_grams=600), make_product(weight_grams=300)]
    make_hub(*(product.cooperative for product in products))
    place = make_place()
    put_in(client, *products)
    # Nothing is said of the parcels that the hub puts together.
    given = typed(
        client, place, hub="union-souss:poste:35.00", **{f"delivery_{p.cooperative.public_id}": None for p in products}
    )

    asked = client.post(reverse("checkout:delivery"), given).content.decode()
    send(client, given)

    purchase = Purchase.objects.get()
    assert "Comes in the one parcel from Union du Souss." in asked
    assert purchase.delivery_total == Decimal("35.00")
    assert purchase.parcels.get().hub.code == "union-souss"


def test_the_price_of_a_hub_that_changed_is_said_beside_the_choice(client: Client) -> None:
    products = [make_product(), make_product()]
    make_hub(*(product.cooperative for product in products), price="40.00")
    put_in(client, *products)

    response = send(client, typed(client, make_place(), hub="union-souss:poste:35.00"))

    assert response.status_code == 422
    assert response.context["form"].errors["hub"] == ["Choose how this comes to you."]
    assert Purchase.objects.count() == 0
