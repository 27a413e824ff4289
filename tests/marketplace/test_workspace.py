"""A cooperative's orders: who sees them, what they may do, and what stays hidden until when."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative, Membership
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order
from marketplace.workspace.acts import ACTS
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.marketplace.factories import make_order, make_purchase
from tests.marketplace.hubs import make_hub

pytestmark = pytest.mark.django_db
S = OrderStatus


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def member(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.SELLER))
    return client


def order_of(cooperative: Cooperative, status: str = S.CONFIRMED) -> Order:
    return make_order(make_product(cooperative=cooperative), status=status)


def page_of(order: Order) -> str:
    return reverse("workspace:order", args=[order.public_id])


def act(client: Client, order: Order, name: str, **given: str):
    path = reverse("workspace:act", args=[order.public_id, name])
    return client.post(path, {"once": new_token()} | given)


def listed(client: Client, pile: str) -> list[Order]:
    return list(client.get(reverse("workspace:home"), {"pile": pile}).context["page"].object_list)


def test_a_visitor_is_sent_to_sign_in_and_a_stranger_finds_nothing(client: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    paths = [reverse("workspace:home"), page_of(order), reverse("workspace:act", args=[order.public_id, "accept"])]
    assert {client.get(path).status_code for path in paths} == {302}

    client.force_login(make_user())

    assert {client.get(path).status_code for path in paths} == {404}


def test_who_packs_reads_the_products_in_their_own_language(member: Client, cooperative: Cooperative) -> None:
    product = make_product(
        cooperative=cooperative, title_ar="عسل الزعتر", title_fr="Miel de thym", title_en="Thyme honey"
    )
    with translation.override("fr"):
        order = make_order(product)
    assert order.lines.get().title == "Miel de thym"

    with translation.override("ar"):
        path = page_of(order)
    page = member.get(path).content.decode()

    assert "عسل الزعتر" in page
    assert "Miel de thym" not in page


def test_no_form_is_shown_for_what_cannot_be_done_now(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)

    response = member.get(reverse("workspace:act", args=[order.public_id, "ship"]))

    assert (response.status_code, response["Location"]) == (302, page_of(order))


def test_a_cancelled_order_is_no_longer_to_be_packed(member: Client, cooperative: Cooperative) -> None:
    assert "To pack" in member.get(page_of(order_of(cooperative))).content.decode()

    assert "To pack" not in member.get(page_of(order_of(cooperative, S.CANCELLED))).content.decode()


def test_another_cooperatives_order_is_404_and_stays_as_it_was(member: Client) -> None:
    order = order_of(make_cooperative())

    assert member.get(page_of(order)).status_code == 404
    assert {act(member, order, name, reason="x", collector="carrier").status_code for name in ACTS} == {404}
    assert listed(member, "new") == []
    order.refresh_from_db()
    assert order.status == S.CONFIRMED


@pytest.mark.parametrize(("role", "begins"), [(Role.ACCOUNTANT, "fairs"), (Role.CATALOGUE_KEEPER, "products")])
def test_who_has_another_task_sees_no_orders_and_begins_with_it(
    client: Client, cooperative: Cooperative, role: str, begins: str
) -> None:
    order = order_of(cooperative)
    client.force_login(make_member(cooperative, role=role))

    response = client.get(reverse("workspace:home"))
    assert response["Location"] == reverse(f"workspace:{begins}")
    assert client.get(response["Location"]).status_code == 200
    assert client.get(page_of(order)).status_code == 404


def test_who_left_sees_nothing_any_more(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    Membership.objects.update(left_at=clock.now())

    assert member.get(page_of(order)).status_code == 404
    assert member.get(reverse("workspace:home")).status_code == 404


def test_an_order_that_nobody_confirmed_is_not_there(member: Client, cooperative: Cooperative) -> None:
    waiting = make_purchase(make_product(cooperative=cooperative)).orders.get()

    assert member.get(page_of(waiting)).status_code == 404
    assert all(listed(member, pile) == [] for pile in ("new", "preparing", "ready", "away", "past"))


@pytest.mark.parametrize(
    ("status", "pile"),
    [
        (S.CONFIRMED, "new"),
        (S.ACCEPTED, "preparing"),
        (S.PREPARED, "ready"),
        (S.SHIPPED, "away"),
        (S.DELIVERED, "past"),
        (S.REFUSED, "past"),
        (S.CANCELLED, "past"),
    ],
)
def test_every_order_lies_on_one_pile(member: Client, cooperative: Cooperative, status: str, pile: str) -> None:
    order = order_of(cooperative, status)

    found = {name: listed(member, name) for name in ("new", "preparing", "ready", "away", "past")}

    assert found.pop(pile) == [order]
    assert set(map(tuple, found.values())) == {()}


def test_without_a_choice_the_first_pile_with_work_is_shown(member: Client, cooperative: Cooperative) -> None:
    order_of(cooperative, S.SHIPPED)
    order = order_of(cooperative, S.ACCEPTED)

    assert list(member.get(reverse("workspace:home")).context["page"].object_list) == [order]


def test_name_phone_and_address_appear_with_acceptance(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    secrets = ["Brahim Idrissi", "+212661234567", "Derrière la mosquée"]
    page = member.get(page_of(order)).content.decode()
    assert not any(secret in page for secret in secrets)

    act(member, order, "accept")

    page = member.get(page_of(order)).content.decode()
    assert all(secret in page for secret in secrets)


def test_an_order_goes_all_its_way_by_its_main_button(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)

    for name, given, status in (
        ("accept", {}, S.ACCEPTED),
        ("prepare", {}, S.PREPARED),
        ("ship", {"tracking": "AC-77"}, S.SHIPPED),
        ("collected", {"collector": "carrier"}, S.DELIVERED),
    ):
        assert member.get(page_of(order)).context["main"].name == name
        act(member, order, name, **given)
        order.refresh_from_db()
        assert order.status == status

    assert (order.tracking, order.collected_by, order.invoice_number) == ("AC-77", "carrier", 1)
    assert member.get(page_of(order)).context["main"] is None


def test_a_refused_parcel_needs_a_reason_and_what_was_typed_stays(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative, S.SHIPPED)

    response = act(member, order, "refused", reason="")
    assert response.status_code == 422
    assert "Say why in a few words" in response.content.decode()
    act(member, order, "refused", reason="nobody at home")

    order.refresh_from_db()
    assert (order.status, order.end_reason) == (S.REFUSED, "nobody at home")


def test_who_took_the_money_must_be_said(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative, S.SHIPPED)

    for given in ({}, {"collector": "nobody"}):
        response = act(member, order, "collected", **given)
        assert response.status_code == 422
        assert "Say who took the money." in response.content.decode()

    order.refresh_from_db()
    assert order.status == S.SHIPPED


def test_a_button_pressed_twice_acts_once_and_says_so_kindly(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    path, token = reverse("workspace:act", args=[order.public_id, "accept"]), new_token()

    member.post(path, {"once": token})
    again = member.post(path, {"once": token}, follow=True)
    later = member.post(path, {"once": new_token()}, follow=True)

    assert "This was done already." in again.content.decode()
    assert "The order stands elsewhere by now" in later.content.decode()
    order.refresh_from_db()
    assert order.status == S.ACCEPTED


def test_a_suspended_cooperative_sees_its_orders_and_accepts_none(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    Cooperative.objects.filter(pk=cooperative.pk).update(status=CooperativeStatus.SUSPENDED, suspended_at=clock.now())

    assert member.get(page_of(order)).status_code == 200
    response = act(member, order, "accept")

    assert "Your cooperative is suspended" in member.get(response.headers["Location"]).content.decode()
    order.refresh_from_db()
    assert order.status == S.CONFIRMED


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("accept", S.CONFIRMED),
        ("decline", S.CONFIRMED),
        ("prepare", S.ACCEPTED),
        ("ship", S.PREPARED),
        ("collected", S.SHIPPED),
        ("refused", S.SHIPPED),
    ],
)
def test_every_act_has_a_page_that_asks(member: Client, cooperative: Cooperative, name: str, status: str) -> None:
    order = order_of(cooperative, status)

    assert member.get(reverse("workspace:act", args=[order.public_id, name])).status_code == 200
    order.refresh_from_db()
    assert order.status == status


def test_an_act_that_does_not_exist_is_404(member: Client, cooperative: Cooperative) -> None:
    assert act(member, order_of(cooperative), "give-away").status_code == 404


def test_the_list_comes_in_pages_and_takes_the_same_queries_for_two_and_for_twenty_two(
    member: Client, cooperative: Cooperative, django_assert_num_queries, monkeypatch
) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    product = make_product(cooperative=cooperative, stock="50")
    for _ in range(2):
        make_order(product)
    with django_assert_num_queries(10):
        member.get(reverse("workspace:home"))

    for _ in range(20):
        make_order(product)
    with django_assert_num_queries(10):
        page = member.get(reverse("workspace:home")).context["page"]

    assert (len(page.object_list), page.paginator.num_pages) == (20, 2)


def bar(client: Client, path: str) -> list[tuple[str, int, bool]]:
    items = client.get(path).context["nav_items"]
    return [(str(item["text"]), item["count"], item["current"]) for item in items]


def test_the_bar_holds_the_parts_of_the_workspace_with_what_waits_in_each(
    client: Client, cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    client.force_login(make_member(cooperative, role=Role.MANAGER))
    for status in (S.CONFIRMED, S.CONFIRMED, S.ACCEPTED, S.PREPARED, S.SHIPPED, S.CANCELLED):
        order = order_of(cooperative, status)

    for path in (reverse("workspace:home"), reverse("workspace:home") + "?pile=past", page_of(order)):
        # What is on its way asks for nothing before it has arrived.
        assert bar(client, path) == [
            ("Orders", 4, True),
            ("Products", 0, False),
            ("Fairs", 0, False),
            ("Money", 0, False),
            ("More", 0, False),
        ]
    assert bar(client, reverse("workspace:returns"))[4] == ("More", 0, True)
    assert bar(client, reverse("workspace:money"))[3] == ("Money", 0, True)


def test_of_a_hub_too_the_bar_has_five_parts_at_most_and_each_opens(client: Client) -> None:
    client.force_login(make_member(make_hub().union, role=Role.MANAGER))

    items = client.get(reverse("workspace:home")).context["nav_items"]

    assert [item["text"] for item in items] == ["Orders", "Parcels", "Products", "Money", "More"]
    assert {client.get(item["url"]).status_code for item in items} == {200}


def test_every_pile_is_one_tap_from_the_orders(member: Client, cooperative: Cooperative) -> None:
    order_of(cooperative, S.ACCEPTED)

    tabs = member.get(reverse("workspace:home")).context["pile_tabs"]

    assert [(str(tab["text"]), tab["count"], tab["current"]) for tab in tabs] == [
        ("New", 0, False),
        ("To prepare", 1, True),
        ("Ready", 0, False),
        ("On the way", 0, False),
        ("Done", 0, False),
    ]
    for tab in tabs:
        page = member.get(tab["url"])
        assert [each["url"] for each in page.context["pile_tabs"] if each["current"]] == [tab["url"]]
        assert f'href="{tab["url"]}" aria-current="page"' in page.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_workspace_speaks_three_languages(member: Client, cooperative: Cooperative, language: str) -> None:
    order = order_of(cooperative, S.SHIPPED)

    with translation.override(language):
        assert member.get(reverse("workspace:home")).status_code == 200
        assert member.get(page_of(order)).status_code == 200
