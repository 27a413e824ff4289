"""A telephone that is turned on and off in a real browser; its maker's push service alone is stood in for."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from cooperatives.push.models import PushSubscription
from tests.factories import make_cooperative, make_member
from tests.journeys.conftest import Shop, _served
from tests.journeys.test_main_loop import sign_in_by_phone
from tests.push_service import Browser, new_key

pytestmark = pytest.mark.browser
KEEPER = "+212661000888"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/a-phone"
STAND_IN = """
    const keys = %s;
    let own = null;
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = async () => "granted";
    PushManager.prototype.getSubscription = async () => own;
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      if (applicationServerKey.length !== 65) throw new Error("no key");
      own = {
        endpoint: "%s",
        options: { applicationServerKey: applicationServerKey.buffer },
        toJSON: () => ({ endpoint: "%s", keys }),
        unsubscribe: async () => { own = null; return true; },
      };
      return own;
    };
"""


@pytest.fixture
def ringing_market(market: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The platform with a key to ring by."""
    monkeypatch.setenv("VAPID_PRIVATE_KEY", new_key())
    with _served(market.database) as url:
        yield Shop(url=url, database=market.database)


def current() -> int:
    return PushSubscription.objects.filter(ended_at__isnull=True).count()


def test_a_phone_is_turned_on_and_off(ringing_market: Shop, phone: Page) -> None:
    make_member(make_cooperative(phone=KEEPER), phone=KEEPER, language="en")
    said = Browser(ENDPOINT).said
    keys = json.dumps({"p256dh": said["p256dh"], "auth": said["auth"]})
    phone.add_init_script(STAND_IN % (keys, ENDPOINT, ENDPOINT))
    sign_in_by_phone(phone, ringing_market, KEEPER)
    phone.goto(ringing_market.at("/en/workspace/ring/"))

    phone.get_by_role("button", name="Let it ring").click()
    expect(phone.get_by_text("This phone rings when an order comes.")).to_be_visible()
    assert PushSubscription.objects.get(ended_at__isnull=True).endpoint == ENDPOINT

    phone.get_by_role("button", name="Turn it off on this phone").click()
    expect(phone.get_by_role("button", name="Let it ring")).to_be_visible()
    assert current() == 0
