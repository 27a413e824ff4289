"""A union that is a hub: whose goods are in a parcel, who sends it, and what its cooperatives do instead."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.partner.models import StockRecord
from cooperatives.enums import Role
from cooperatives.formats.numbers import money_text
from cooperatives.idempotency import new_token
from cooperatives.ledger.selectors import balances
from fairs.revenue.models import RevenueLine
from marketplace.delivery.models import Hub
from marketplace.order import parcels, services
from marketplace.order.enums import Collector, OrderStatus, ParcelState
from marketplace.order.exceptions import NotDeliveredThisWay
from marketplace.order.models import Order, Parcel
from tests.factories import make_cooperative, make_member, make_user
from tests.fairs.organisers import questions
from tests.marketplace.factories import make_purchase, walk_on
from tests.marketplace.hubs import make_hub, make_parcel, make_union

pytestmark = pytest.mark.django_db
S, P = OrderStatus, ParcelState
SECRETS = ["Brahim Idrissi", "+212661234567", "Derrière la mosquée"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def hub() -> Hub:
    return make_hub()


@pytest.fixture
def member(client: Client, hub: Hub) -> Client:
    client.force_login(make_member(hub.union, role=Role.SELLER))
    return client


def page_of(parcel: Parcel) -> str:
    return reverse("workspace:parcel", args=[parcel.public_id])


def act(client: Client, parcel: Parcel, name: str, **given: str):
    path = reverse("workspace:parcel-act", args=[parcel.public_id, name])
    return client.post(path, {"once": new_token()} | given, follow=True)


def shown(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def piles(client: Client) -> dict[str, list[Parcel]]:
    url = reverse("workspace:parcels")
    return {pile: list(client.get(url, {"pile": pile}).context["page"].object_list) for pile in P.values}


def nav(client: Client) -> list[tuple[str, int]]:
    items = client.get(reverse("workspace:home")).context["nav_items"]
    return [(item["text"], item["count"]) for item in items if item["icon"] == "boxes"]


@pytest.mark.parametrize("state", P.values)
def test_every_parcel_lies_on_one_pile(member: Client, hub: Hub, state: str) -> None:
    parcel = make_parcel(hub, state=state)

    found = piles(member)

    assert found.pop(state) == [parcel]
    assert set(map(tuple, found.values())) == {()}


def test_the_parcels_that_can_be_sent_come_first_and_are_counted(member: Client, hub: Hub) -> None:
    make_parcel(hub)
    assert member.get(reverse("workspace:parcels")).context["page"].object_list[0].state == P.WAITING
    assert nav(member) == [("Parcels", 0)]

    ready = make_parcel(hub, state=P.READY)

    assert list(member.get(reverse("workspace:parcels")).context["page"].object_list) == [ready]
    assert nav(member) == [("Parcels", 1)]


def test_list_and_page_name_the_cooperatives_whose_goods_are_missing(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    first, second = parcel.orders.order_by("pk")
    walk_on(first, (S.ACCEPTED, S.PREPARED))

    for url in (reverse("workspace:parcels"), page_of(parcel)):
        waits = shown(member, url).split("Waits for goods of:")[1].split("</p>")[0].split("</article>")[0]
        assert str(second.cooperative) in waits
        assert str(first.cooperative) not in waits


def test_a_purchase_that_nobody_confirmed_is_no_parcel_yet(member: Client, hub: Hub) -> None:
    confirmed = make_parcel(hub)
    products = [order.lines.get().product for order in confirmed.orders.all()]
    waiting = make_purchase(*products, choices={}, hub=f"{hub.code}:poste:35.00").parcels.get()

    assert piles(member)[P.WAITING] == [confirmed]
    assert member.get(page_of(waiting)).status_code == 404


def test_another_unions_parcel_is_404_and_stays_as_it_was(member: Client) -> None:
    other = make_parcel(make_hub(code="other"), state=P.READY)

    assert member.get(page_of(other)).status_code == 404
    given = {"tracking": "X", "reason": "x"}
    assert {act(member, other, name, **given).status_code for name in ("ship", "delivered", "refused")} == {404}
    assert piles(member)[P.READY] == []
    assert set(other.orders.values_list("status", flat=True)) == {S.PREPARED}


def test_only_members_of_a_hub_with_orders_among_their_tasks_find_parcels(client: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.READY)
    url = reverse("workspace:parcels")
    assert {client.get(path).status_code for path in (url, page_of(parcel))} == {302}

    one_of_its_members = make_member(parcel.orders.first().cooperative)
    people = [make_user(), make_member(hub.union, role=Role.ACCOUNTANT), make_member(make_union()), one_of_its_members]
    for person in people:
        client.force_login(person)
        assert {client.get(path).status_code for path in (url, page_of(parcel))} == {404}
    assert nav(client) == []


def test_name_phone_and_address_appear_once_one_cooperative_accepts(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    assert not any(secret in shown(member, page_of(parcel)) for secret in SECRETS)

    walk_on(parcel.orders.first(), (S.ACCEPTED,))

    assert all(secret in shown(member, page_of(parcel)) for secret in SECRETS)


def test_a_parcel_goes_all_its_way_and_its_cash_is_asked_for_once(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.READY)
    assert parcel.purchase.total == Decimal("275.00")
    assert money_text(Decimal("275.00")) in shown(member, page_of(parcel))

    act(member, parcel, "ship", tracking="RR77")
    assert set(parcel.orders.values_list("status", "tracking")) == {(S.SHIPPED, "RR77")}
    assert "Delivered and paid" in shown(member, page_of(parcel))
    act(member, parcel, "delivered")

    assert set(parcel.orders.values_list("status", "collected_by")) == {(S.DELIVERED, Collector.CARRIER)}
    assert balances(["held:carrier:poste"]) == {"held:carrier:poste": Decimal("275.00")}
    assert member.get(page_of(parcel)).context["acts"] == []


def test_a_parcel_that_a_card_paid_asks_for_no_cash(member: Client, hub: Hub, settings) -> None:
    settings.CARD_PAYMENTS = True
    parcel = make_parcel(hub, state=P.AWAY, by_card=True)

    page = shown(member, page_of(parcel))
    assert "Paid by card: take no money." in page
    assert "Delivered and paid" not in page
    answer = act(member, parcel, "delivered")

    assert "Delivered. It was paid by card." in answer.content.decode()
    assert set(parcel.orders.values_list("collected_by", flat=True)) == {Collector.NOBODY}


def test_a_parcel_is_not_sent_while_goods_are_missing(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    first, second = parcel.orders.order_by("pk")
    walk_on(first, (S.ACCEPTED, S.PREPARED))
    assert "Given to the carrier" not in shown(member, page_of(parcel))

    answer = act(member, parcel, "ship", tracking="RR77").content.decode()

    assert f"{second.cooperative}: not there yet." in answer
    assert set(parcel.orders.values_list("status", flat=True)) == {S.PREPARED, S.CONFIRMED}


def test_who_called_off_is_not_waited_for_and_not_asked_money_of(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    first, second = parcel.orders.order_by("pk")
    walk_on(first, (S.ACCEPTED, S.PREPARED))

    services.decline_order(order_id=second.pk, by=make_user(), reason="broken")

    standing = member.get(page_of(parcel)).context["standing"]
    assert (standing.state, standing.to_take) == (P.READY, first.total_incl_tax)
    assert piles(member)[P.READY] == [parcel]


def test_a_refused_parcel_needs_a_reason_and_comes_back_whole(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.AWAY)

    response = act(member, parcel, "refused", reason="")
    assert response.status_code == 422
    assert "Say why in a few words" in response.content.decode()
    act(member, parcel, "refused", reason="nobody at home")

    assert set(parcel.orders.values_list("status", "end_reason")) == {(S.REFUSED, "nobody at home")}
    assert set(StockRecord.objects.values_list("num_in_stock", "num_allocated")) == {(Decimal(10), Decimal(0))}
    assert not any(secret in shown(member, page_of(parcel)) for secret in SECRETS)


def test_a_button_pressed_twice_acts_once_and_a_late_one_is_told_kindly(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.AWAY)
    path, token = reverse("workspace:parcel-act", args=[parcel.public_id, "delivered"]), new_token()

    member.post(path, {"once": token})
    again = member.post(path, {"once": token}, follow=True).content.decode()
    later = act(member, parcel, "refused", reason="late").content.decode()

    assert "This was done already." in again
    assert "The parcel stands elsewhere by now" in later
    assert RevenueLine.objects.count() == 2
    assert set(parcel.orders.values_list("status", flat=True)) == {S.DELIVERED}


def test_acts_that_do_not_exist_and_acts_by_get_are_refused(member: Client, hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.READY)

    assert act(member, parcel, "give-away").status_code == 404
    assert member.get(reverse("workspace:parcel-act", args=[parcel.public_id, "ship"])).status_code == 405


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_parcels_are_read_in_three_languages(member: Client, hub: Hub, language: str) -> None:
    made = [make_parcel(hub, state=state) for state in P.values]

    with translation.override(language):
        assert member.get(reverse("workspace:parcels")).status_code == 200
        assert {member.get(page_of(parcel)).status_code for parcel in made} == {200}


def test_list_and_page_take_the_same_queries_however_much_there_is(member: Client, hub: Hub, monkeypatch) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    small = make_parcel(hub, state=P.READY)
    url = reverse("workspace:parcels")
    member.get(url)
    few, of_page = questions(member, url), questions(member, page_of(small))

    large = make_parcel(hub, state=P.READY, pieces=3)
    for _ in range(2):
        make_parcel(hub, state=P.READY)

    assert questions(member, url) == few
    assert questions(member, page_of(large)) == of_page


def test_who_belongs_to_no_union_is_asked_nothing_more(client: Client, hub: Hub) -> None:
    cooperative = make_cooperative()
    client.force_login(make_member(cooperative))
    client.get(reverse("workspace:home"))
    before = questions(client, reverse("workspace:home"))

    make_parcel(hub)

    assert questions(client, reverse("workspace:home")) == before


# What one of its cooperatives does with its own order.


@pytest.fixture
def part(hub: Hub) -> Order:
    return make_parcel(hub, state=P.READY).orders.order_by("pk").first()


def test_a_cooperative_brings_its_goods_to_the_hub_and_sends_nothing(client: Client, part: Order) -> None:
    client.force_login(make_member(part.cooperative))
    path = reverse("workspace:order", args=[part.public_id])
    response = client.get(path)

    page = response.content.decode()
    assert "Bring it to Souss Union, which sends it on with the others." in page
    assert not any(secret in page for secret in SECRETS)
    assert response.context["main"] is None
    assert [each.name for each in response.context["others"]] == ["decline"]
    client.post(reverse("workspace:act", args=[part.public_id, "ship"]), {"once": new_token(), "tracking": "X"})
    part.refresh_from_db()
    assert part.status == S.PREPARED

    parcels.ship_parcel(parcel_id=part.parcel_id, tracking="RR1", by=make_user())

    response = client.get(path)
    assert (response.context["main"], response.context["others"]) == (None, [])
    assert "Bring it to" not in response.content.decode()


def test_an_order_of_a_parcel_is_neither_delivered_nor_refused_by_itself(hub: Hub) -> None:
    parcel = make_parcel(hub, state=P.AWAY)
    order, by = parcel.orders.first(), make_user()
    alone = [
        lambda: services.mark_collected(order_id=order.pk, collector=Collector.CARRIER, by=by),
        lambda: services.mark_delivered(order_id=order.pk, by=by),
        lambda: services.refuse_at_door(order_id=order.pk, by=by, reason="absent"),
    ]

    for verb in alone:
        with pytest.raises(NotDeliveredThisWay):
            verb()

    assert set(parcel.orders.values_list("status", flat=True)) == {S.SHIPPED}
    assert RevenueLine.objects.count() == 0


def test_the_shopper_reads_what_comes_in_one_parcel(client: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    first, second = parcel.orders.order_by("pk")
    url = parcel.purchase.get_absolute_url()
    page = shown(client, url)

    assert page.count("These come in one parcel from Souss Union:") == 1
    assert f'<a href="#order-{first.public_id}">{first.cooperative}</a>' in page
    services.decline_order(order_id=second.pk, by=make_user(), reason="broken")
    page = shown(client, url)
    assert "These come in one parcel" not in page
    assert "Comes in the one parcel from Souss Union." in page


def test_the_shoppers_page_takes_no_query_more_for_a_parcel(client: Client, hub: Hub) -> None:
    parcel = make_parcel(hub)
    url = parcel.purchase.get_absolute_url()
    client.get(url)
    together = questions(client, url)

    parcel.orders.update(parcel=None)

    assert questions(client, url) == together
