"""Telephones that ring: joined by their browser, rung through a real push service, ended when they are gone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from http_ece import ECEException

from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.jobs.retention import DEVICES_FOR, forget_devices
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.services import enqueue_text, send_due
from cooperatives.permissions import Area
from cooperatives.push.carrier import GIVEN_UP_AFTER
from cooperatives.push.keys import public_key, read_unpadded, unpadded
from cooperatives.push.models import PushSubscription
from cooperatives.push.selectors import devices_of, has_rung
from cooperatives.push.services import (
    MOST_DEVICES,
    KeysUnreadable,
    NotAPushService,
    add_device,
    end_device,
    end_devices,
    is_push_service,
    ring,
)
from tests.factories import make_cooperative, make_member, make_user
from tests.push_service import Browser, PushService, claims_in, make_device, new_key, push_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(settings) -> None:
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = new_key(), "mailto:souk@example.ma"
    settings.PUSH_HOSTS = ("fcm.googleapis.com", "127.0.0.1")


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as found:
        yield found


def rung(device: PushSubscription, key: str = "test") -> Message:
    ring(device=device, key=key, template="ring_test", context={"path": "/ar/workspace/ring/"})
    return Message.objects.get(key=f"{key}:push:{device.pk}")


def test_a_browser_opens_what_nobody_on_the_way_can_read(service: PushService) -> None:
    browser = service.browser()
    user = make_user(language="fr")
    message = rung(make_device(user, browser))

    send_due()

    ((path, headers, body),) = service.arrived
    assert path == "/phone"
    assert b"workspace" not in body
    assert (headers["content-encoding"], headers["urgency"]) == ("aes128gcm", "high")
    assert (int(headers["ttl"]), claims_in(headers)["sub"]) == (43200, "mailto:souk@example.ma")
    assert claims_in(headers)["aud"] == f"http://127.0.0.1:{service.port}"
    said = browser.read(body)
    assert (said["path"], said["lang"], said["dir"]) == ("/ar/workspace/ring/", "fr", "ltr")
    assert said["body"]
    assert set(said) == {"title", "body", "path", "lang", "dir", "tag"}
    message.refresh_from_db()
    assert (message.channel, message.sent_at is not None) == (Channel.PUSH, True)


def test_another_browsers_key_does_not_open_it(service: PushService) -> None:
    rung(make_device(make_user(), service.browser()))

    send_due()

    with pytest.raises(ECEException):
        service.browser().read(service.arrived[0][2])


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_ends_and_the_message_is_not_tried_again(service: PushService, status: int) -> None:
    service.status = status
    device = make_device(make_user(), service.browser())
    message = rung(device)

    send_due()

    device.refresh_from_db()
    message.refresh_from_db()
    assert device.ended_at is not None
    assert (device.rang_at, message.sent_at is not None) == (None, True)


@pytest.mark.parametrize("status", [302, 400, 403, 429, 500])
def test_any_other_refusal_is_tried_again_later(service: PushService, status: int) -> None:
    service.status = status
    device = make_device(make_user(), service.browser())
    message = rung(device)

    send_due()

    device.refresh_from_db()
    message.refresh_from_db()
    assert (device.ended_at, message.sent_at, message.attempts) == (None, None, 1)
    # Sent on elsewhere, nothing goes there.
    assert [path for path, _, _ in service.arrived] == ["/phone"]


def test_what_failed_for_days_is_given_up(service: PushService) -> None:
    service.status = 500
    device = make_device(make_user(), service.browser())
    PushSubscription.objects.filter(pk=device.pk).update(
        failing_since=clock.now() - GIVEN_UP_AFTER - timedelta(minutes=1)
    )
    rung(device)

    send_due()

    device.refresh_from_db()
    assert device.ended_at is not None


def rung_by_nobody(device: PushSubscription) -> Message:
    """The browser's push service does not answer at all."""
    PushSubscription.objects.filter(pk=device.pk).update(endpoint="http://127.0.0.1:9/phone")
    return rung(device)


def later(minutes: float) -> int:
    with clock.frozen_at(clock.now() + timedelta(minutes=minutes)):
        run_due()
        return send_due()


def test_without_a_network_it_is_tried_again_later_and_later_and_given_up_after_ten_minutes(
    service: PushService,
) -> None:
    device = make_device(make_user(phone="+212600000001", language="fr"), service.browser())
    message = rung_by_nobody(device)

    tried = [(send_due(), PushSubscription.objects.get().failing_since is not None)]
    tried += [(later(minutes), True) for minutes in (0.4, 0.6, 2.7, 10.8)]

    assert tried == [(1, True), (0, True), (1, True), (1, True), (1, True)]
    message.refresh_from_db()
    assert (message.attempts, message.given_up_at is not None, message.sent_at) == (4, True, None)
    assert later(60) == 1
    sms = Message.objects.get(channel=Channel.SMS)
    assert (sms.recipient, sms.language, sms.body) == ("+212600000001", "fr", message.body)
    assert later(120) == 0


def test_without_a_network_for_days_the_telephone_ends(service: PushService) -> None:
    device = make_device(make_user(), service.browser())
    PushSubscription.objects.filter(pk=device.pk).update(
        failing_since=clock.now() - GIVEN_UP_AFTER - timedelta(minutes=1)
    )
    rung_by_nobody(device)

    send_due()

    device.refresh_from_db()
    assert device.ended_at is not None


@pytest.mark.parametrize("how", ["rang", "other rang", "told by SMS", "turned off"])
def test_an_sms_follows_only_where_nobody_was_told(service: PushService, how: str) -> None:
    user = make_user(phone="+212600000001")
    device = make_device(user, service.browser("one"))
    if how in ("rang", "turned off"):
        rung(device)
    else:
        rung_by_nobody(device)
    if how == "other rang":
        rung(make_device(make_user(), service.browser("two")))
    if how == "told by SMS":
        enqueue_text(key="test", channel=Channel.SMS, recipient="+212600000009", language="ar", body="x")
    if how == "turned off":
        service.status = 410
    send_due()

    later(12)

    others = Message.objects.filter(channel=Channel.SMS).exclude(key="test")
    assert others.count() == (1 if how == "turned off" else 0)


def test_a_telephone_turned_off_before_it_was_rung_hears_nothing(service: PushService) -> None:
    user, browser = make_user(), service.browser()
    rung(make_device(user, browser))
    assert end_device(user=user, endpoint=browser.endpoint)

    send_due()

    assert service.arrived == []


def test_the_same_browser_stays_one_and_is_whoevers_was_last(service: PushService) -> None:
    first, second, browser = make_user(), make_user(), service.browser()
    make_device(first, browser)
    make_device(first, browser)
    make_device(second, browser)

    current = PushSubscription.objects.filter(ended_at__isnull=True)
    assert [device.user for device in current] == [second]
    assert not end_device(user=first, endpoint=browser.endpoint)
    assert current.count() == 1
    assert end_devices(user=second) == 1


def test_a_person_has_only_so_many_telephones(service: PushService) -> None:
    user = make_user()
    for number in range(MOST_DEVICES + 2):
        make_device(user, service.browser(f"phone-{number}"))

    left = PushSubscription.objects.filter(user=user, ended_at__isnull=True).order_by("pk")
    assert left.count() == MOST_DEVICES
    assert left[0].endpoint.endswith("phone-2")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/push",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com@evil.example/x",
        "https://user@fcm.googleapis.com/x",
        "https://10.0.0.1/x",
        "ftp://fcm.googleapis.com/x",
        "not an address",
        "https://[",
        f"https://fcm.googleapis.com/{'x' * 2000}",
    ],
)
def test_nothing_is_ever_sent_to_what_is_no_push_service(endpoint: str) -> None:
    assert not is_push_service(endpoint)
    with pytest.raises(NotAPushService):
        add_device(user=make_user(), **(Browser(endpoint).said | {"endpoint": endpoint}))
    assert not PushSubscription.objects.exists()


def test_keys_that_are_none_are_refused() -> None:
    said = Browser("https://fcm.googleapis.com/fcm/send/x").said
    user = make_user()

    for wrong in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "é"}, {"p256dh": unpadded(b"\x04" + b"\x01" * 64)}):
        with pytest.raises(KeysUnreadable):
            add_device(user=user, **(said | wrong))
    assert not PushSubscription.objects.exists()


def test_those_who_work_on_orders_are_rung_and_nobody_else(service: PushService, settings) -> None:
    cooperative = make_cooperative()
    people = {role: make_member(cooperative, role=role) for role in (Role.MANAGER, Role.SELLER, Role.ACCOUNTANT)} | {
        "stranger": make_member(make_cooperative()),
        "left": make_member(cooperative, role=Role.SELLER),
    }
    people["left"].memberships.update(left_at=clock.now())
    for name, person in people.items():
        make_device(person, service.browser(str(name)))

    found = devices_of(cooperative.pk, Area.ORDERS)

    assert [device.user for device in found] == [people[Role.MANAGER], people[Role.SELLER]]
    assert not has_rung(cooperative.pk, Area.ORDERS, since=clock.now() - timedelta(hours=1))
    rung(found[0])
    send_due()
    assert has_rung(cooperative.pk, Area.ORDERS, since=clock.now() - timedelta(hours=1))
    settings.VAPID_PRIVATE_KEY = ""
    assert devices_of(cooperative.pk, Area.ORDERS) == []
    assert public_key() == ""


def test_the_public_key_is_the_one_of_the_private_one(settings) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    settings.VAPID_PRIVATE_KEY = unpadded(key.private_numbers().private_value.to_bytes(32, "big"))

    point = read_unpadded(public_key())

    assert ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point) == key.public_key()


def test_telephones_that_ended_are_forgotten_after_a_while(service: PushService) -> None:
    user = make_user()
    make_device(user, service.browser("old"))
    end_devices(user=user)
    make_device(user, service.browser("new"))

    with clock.frozen_at(clock.now() + DEVICES_FOR + timedelta(minutes=1)):
        assert forget_devices() == 1

    assert PushSubscription.objects.get().endpoint.endswith("new")
