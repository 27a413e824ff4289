"""New orders ring, are found by number, packed by their slip, handed over on the right day, and chased when late."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.services import anonymise_user, recover_phone
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.services import send_due
from cooperatives.push.models import PushSubscription
from marketplace.delivery.selectors import Parcel, next_hand_over, quotes
from marketplace.order import late, part_offers, steps
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order
from tests.factories import make_cooperative, make_delivery_rate, make_member, make_product, make_user
from tests.marketplace.factories import make_order, make_purchase, walk_on
from tests.marketplace.hubs import make_hub
from tests.marketplace.refunding import paid_by_card
from tests.push_service import PushService, make_device, new_key, push_service

pytestmark = pytest.mark.django_db
S = OrderStatus


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative(phone="+212661000001")


@pytest.fixture
def member(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.SELLER))
    return client


@pytest.fixture
def service(settings) -> Iterator[PushService]:
    settings.VAPID_PRIVATE_KEY, settings.PUSH_HOSTS = new_key(), ("127.0.0.1",)
    with push_service() as found:
        yield found


def order_of(cooperative: Cooperative, status: str = S.CONFIRMED) -> Order:
    return make_order(make_product(cooperative=cooperative), status=status)


def told(cooperative_phone: str, template: str) -> list[str]:
    rows = Message.objects.filter(key__contains=template).order_by("pk")
    return [row.channel for row in rows if row.channel == Channel.PUSH or row.recipient == cooperative_phone]


def days_later(**given: float):
    return clock.frozen_at(clock.now() + timedelta(**given))


def due(kind: str) -> datetime:
    return Job.objects.get(kind=kind).due_at


# Ringing


def test_a_new_order_rings_and_says_nothing_of_the_shopper(service: PushService, cooperative: Cooperative) -> None:
    browser = service.browser()
    make_device(make_member(cooperative, language="fr"), browser)

    order = order_of(cooperative)
    send_due()

    assert told(cooperative.phone, "order_new_cooperative") == [Channel.PUSH]
    said = browser.read(service.arrived[0][2])
    assert order.number in said["body"]
    assert said["path"] == f"/fr/workspace/orders/{order.public_id}/"
    secrets = (order.purchase.payer_name, order.purchase.recipient_name, order.purchase.recipient_phone, "mosquée")
    assert not any(secret in str(said) for secret in secrets)


def test_without_a_telephone_that_rings_an_sms_goes_out(cooperative: Cooperative) -> None:
    order_of(cooperative)

    assert told(cooperative.phone, "order_new_cooperative") == [Channel.SMS]
    assert not Job.objects.filter(kind=steps.CHECK_RING).exists()


def test_a_telephone_that_could_not_be_rung_is_followed_by_an_sms(
    service: PushService, cooperative: Cooperative
) -> None:
    service.status = 410
    make_device(make_member(cooperative), service.browser())
    order_of(cooperative)
    send_due()

    with days_later(minutes=10):
        run_due()

    assert told(cooperative.phone, "order_new_cooperative") == [Channel.PUSH, Channel.SMS]


def test_a_telephone_that_rang_is_not(service: PushService, cooperative: Cooperative) -> None:
    make_device(make_member(cooperative), service.browser())
    order_of(cooperative)
    send_due()

    with days_later(minutes=10):
        run_due()

    assert told(cooperative.phone, "order_new_cooperative") == [Channel.PUSH]


def test_the_phone_is_turned_on_tried_and_turned_off(member: Client, service: PushService) -> None:
    browser, page = service.browser(), reverse("workspace:ring")
    assert "This phone does not ring yet." in member.get(page).content.decode()

    assert member.post(reverse("workspace:ring-add"), browser.said).status_code == 204
    member.post(reverse("workspace:ring-test"), {"once": new_token()})
    send_due()

    assert browser.read(service.arrived[0][2])["path"] == "/ar/workspace/ring/"
    assert member.get(page).context["devices"] == 1
    assert member.post(reverse("workspace:ring-off"), {"endpoint": browser.endpoint}).status_code == 204
    assert member.get(page).context["devices"] == 0
    member.post(reverse("workspace:ring-test"), {"once": new_token()})
    assert Message.objects.filter(channel=Channel.PUSH).count() == 1


def test_nothing_rings_where_a_browser_says_nonsense(member: Client, service: PushService) -> None:
    for changes in ({"endpoint": "https://evil.example/"}, {"auth": "x"}, {"p256dh": ""}):
        said = service.browser().said | changes
        assert member.post(reverse("workspace:ring-add"), said).status_code == 422
    assert not PushSubscription.objects.exists()


def test_who_signs_out_is_not_rung_on_that_phone_any_more(member: Client, service: PushService) -> None:
    member.post(reverse("workspace:ring-add"), service.browser().said)

    member.post(reverse("account_logout"))

    assert PushSubscription.objects.filter(ended_at__isnull=True).count() == 0


def test_a_lost_telephone_hears_of_no_order_and_keeps_the_sms_from_nobody(
    service: PushService, cooperative: Cooperative
) -> None:
    person = make_member(cooperative)
    make_device(person, service.browser())

    recover_phone(user_id=person.pk, phone="+212661000077", by=make_user(is_staff=True))
    order_of(cooperative)

    assert told(cooperative.phone, "order_new_cooperative") == [Channel.SMS]


def test_a_forgotten_person_has_no_telephone_here(service: PushService) -> None:
    person = make_user()
    make_device(person, service.browser())

    anonymise_user(user_id=person.pk, by=None, ties=lambda _ids: {})

    assert not PushSubscription.objects.exists()


def test_the_script_that_rings_is_a_script_for_its_own_folder_alone(client: Client) -> None:
    answer = client.get("/ar/workspace/ring/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert 'addEventListener("push"' in answer.content.decode()


# Finding


def test_an_order_is_found_by_its_number_however_it_is_typed(member: Client, cooperative: Cooperative) -> None:
    order = order_of(cooperative, S.DELIVERED)
    order_of(make_cooperative())
    plain = order.number.replace("-", "")

    for typed in (order.number, order.number.lower(), plain, plain[:6], f" {order.number[:9]} "):
        found = member.get(reverse("workspace:home"), {"q": typed}).context["page"].object_list
        assert list(found) == [order], typed


def test_anothers_order_is_not_found(member: Client) -> None:
    other = order_of(make_cooperative())

    page = member.get(reverse("workspace:home"), {"q": other.number})

    assert list(page.context["page"].object_list) == []
    assert "No order of yours has this number" in page.content.decode()
    assert list(member.get(reverse("workspace:home"), {"q": "---"}).context["page"].object_list) == []


# Packing


def test_the_slip_shows_what_to_pack_and_what_to_take(member: Client, cooperative: Cooperative) -> None:
    goods = [make_product(cooperative=cooperative, title_en=name, title_fr=name) for name in ("Honey", "Oil")]
    order = make_order(*goods, quantity=3)
    slip = reverse("workspace:slip", args=[order.public_id])
    assert member.get(slip).status_code == 302
    honey, oil = order.lines.order_by("pk")
    by = make_member(cooperative)
    offer = part_offers.offer_part(order_id=order.pk, pieces={honey.pk: 2, oil.pk: 0}, reason="sold_out", by=by)
    order = part_offers.take_part(offer_id=offer.pk, by=None)

    page = member.get(slip).content.decode()

    assert "× 2" in page
    assert ("Honey" in page, "Oil" in page) == (True, False)
    assert all(shown in page for shown in ("Brahim Idrissi", "Derrière la mosquée", "To take in cash"))
    assert order.total_incl_tax < 635


def test_paid_by_card_the_slip_asks_for_no_money(member: Client, cooperative: Cooperative) -> None:
    order = paid_by_card(make_product(cooperative=cooperative))
    walk_on(order, (S.ACCEPTED,))

    page = member.get(reverse("workspace:slip", args=[order.public_id])).content.decode()

    assert ("take no money" in page, "To take in cash" in page) == (True, False)


# The day for the carrier


@pytest.mark.parametrize(
    ("weekdays", "at", "leaves_on"),
    [
        # 30 March 2026 is a Monday; in Morocco it is an hour later than UTC.
        ([1, 4], datetime(2026, 3, 30, 9, tzinfo=UTC), date(2026, 3, 30)),
        ([1, 4], datetime(2026, 3, 30, 10, 59, tzinfo=UTC), date(2026, 3, 30)),
        ([1, 4], datetime(2026, 3, 30, 11, 0, tzinfo=UTC), date(2026, 4, 2)),
        ([1], datetime(2026, 3, 30, 11, 0, tzinfo=UTC), date(2026, 4, 6)),
        ([7], datetime(2026, 3, 30, 9, tzinfo=UTC), date(2026, 4, 5)),
        ([1, 2, 3, 4, 5, 6], datetime(2026, 4, 4, 15, tzinfo=UTC), date(2026, 4, 6)),
    ],
)
def test_goods_leave_on_the_next_day_for_the_carrier(weekdays: list[int], at: datetime, leaves_on: date) -> None:
    assert next_hand_over(weekdays, at=at) == leaves_on


def test_the_promise_counts_from_that_day_at_checkout_and_on_the_order(cooperative: Cooperative) -> None:
    Cooperative.objects.filter(pk=cooperative.pk).update(hand_over_weekdays=[4])
    make_delivery_rate(days_min=2, days_max=4)
    parcel = Parcel(cooperative.pk, cooperative.region_id, 500, "normal", weekdays=(4,))

    with clock.frozen_at(datetime(2026, 3, 30, 9, tzinfo=UTC)):
        (quote,) = quotes([parcel], "09")[cooperative.pk]
        order = make_purchase(make_product(cooperative=cooperative)).orders.get()

    assert (quote.leaves_on, quote.promised_from, quote.promised_to) == (
        date(2026, 4, 2),
        date(2026, 4, 4),
        date(2026, 4, 6),
    )
    assert (order.hand_over_by, order.promised_from, order.promised_to) == (
        quote.leaves_on,
        quote.promised_from,
        quote.promised_to,
    )


# Late ones


def test_nobody_accepts_then_the_cooperative_is_reminded_then_staff_see_it(cooperative: Cooperative) -> None:
    order = order_of(cooperative)

    with days_later(hours=24):
        run_due()
    assert told(cooperative.phone, "order_reminder_cooperative") == [Channel.SMS]
    assert list(late.to_chase()) == []
    with days_later(hours=48):
        run_due()
    assert list(late.to_chase()) == [order]
    walk_on(order, (S.ACCEPTED,))
    assert list(late.to_chase()) == []
    # It is not sent either: it comes back to the list.
    with clock.frozen_at(due(late.REMIND_TO_SEND)):
        run_due()
    with clock.frozen_at(due(late.LATE_TO_SEND)):
        run_due()
    assert list(late.to_chase()) == [order]
    walk_on(order, (S.PREPARED, S.SHIPPED))
    assert list(late.to_chase()) == []


def test_accepted_after_the_reminder_nobody_telephones(cooperative: Cooperative) -> None:
    order = order_of(cooperative)
    with days_later(hours=24):
        run_due()

    walk_on(order, (S.ACCEPTED,))
    late.chase_to_accept(order_id=order.pk)

    assert list(late.to_chase()) == []


def test_the_reminder_rings_and_is_an_sms_as_well(service: PushService, cooperative: Cooperative) -> None:
    make_device(make_member(cooperative), service.browser())
    order_of(cooperative)

    with days_later(hours=24):
        run_due()

    assert sorted(told(cooperative.phone, "order_reminder_cooperative")) == [Channel.PUSH, Channel.SMS]


def test_while_the_shopper_is_asked_nobody_is_reminded_or_chased(cooperative: Cooperative) -> None:
    order = make_order(make_product(cooperative=cooperative), quantity=2)
    line = order.lines.get()
    with days_later(hours=23):
        part_offers.offer_part(order_id=order.pk, pieces={line.pk: 1}, reason="other", by=make_member(cooperative))
    with days_later(hours=24):
        run_due()
    with days_later(hours=48):
        run_due()

    assert told(cooperative.phone, "order_reminder_cooperative") == []
    assert list(late.to_chase()) == []


def test_accepted_and_not_sent_by_its_day_it_is_chased_too(cooperative: Cooperative) -> None:
    order = order_of(cooperative, S.PREPARED)
    morning = due(late.REMIND_TO_SEND)
    assert morning.astimezone(late.CASABLANCA).hour == 9
    assert morning.astimezone(late.CASABLANCA).date() == order.hand_over_by + timedelta(days=1)

    with clock.frozen_at(morning):
        run_due()
    assert told(cooperative.phone, "order_late_cooperative") == [Channel.SMS]
    with clock.frozen_at(morning + timedelta(hours=24)):
        run_due()

    assert list(late.to_chase()) == [order]


def test_what_was_sent_in_time_is_chased_by_nobody(cooperative: Cooperative) -> None:
    order_of(cooperative, S.SHIPPED)

    with clock.frozen_at(due(late.REMIND_TO_SEND)):
        run_due()

    assert told(cooperative.phone, "order_late_cooperative") == []
    assert not Job.objects.filter(kind=late.LATE_TO_SEND).exists()


def test_what_lies_ready_at_the_hub_is_not_the_cooperatives_to_send(cooperative: Cooperative) -> None:
    order = order_of(cooperative, S.PREPARED)
    hub = make_hub()
    order.parcel = order.purchase.parcels.create(hub=hub, carrier=order.carrier, price=35)
    order.save(update_fields=["parcel"])

    with clock.frozen_at(due(late.REMIND_TO_SEND)):
        run_due()

    assert told(cooperative.phone, "order_late_cooperative") == []
