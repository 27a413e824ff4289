"""What shopper and cooperative write to each other about one order: who reads it, what is taken out, when it ends."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from PIL import Image

from catalogue.pictures import PictureUnreadable
from cooperatives import clock
from cooperatives.enums import Role
from cooperatives.idempotency import new_token
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from marketplace.conversation.enums import Side
from marketplace.conversation.forgetting import forget_old
from marketplace.conversation.masking import HIDDEN, without_contacts
from marketplace.conversation.models import OrderMessage
from marketplace.conversation.selectors import count_unread_orders, unread_by
from marketplace.conversation.services import ConversationClosed, NothingWritten, read_messages, write_message
from marketplace.order.enums import OrderStatus
from marketplace.order.models import Order, Purchase
from tests.factories import make_cooperative, make_member, make_product
from tests.marketplace.factories import make_order, make_purchase

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        }
    }
    with translation.override("en"):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative(phone="+212661000001")


@pytest.fixture
def order(cooperative: Cooperative) -> Order:
    return make_order(make_product(cooperative=cooperative))


@pytest.fixture
def member(client: Client, cooperative: Cooperative) -> Client:
    client.force_login(make_member(cooperative, role=Role.SELLER))
    return client


def photo(width: int = 900, kind: str = "JPEG") -> BytesIO:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "TelephoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    made = BytesIO()
    Image.new("RGB", (width, 600), "green").save(made, kind, exif=exif)
    made.seek(0)
    made.name = "photo.jpg"
    return made


def shopper_page(order: Order) -> str:
    return reverse("conversation:messages", args=[order.purchase.public_id, order.purchase.link_token, order.public_id])


def from_shopper(order: Order, text: str = "Is it sweet?") -> OrderMessage:
    return write_message(order=order, side=Side.SHOPPER, by=None, text=text)


def from_cooperative(order: Order, text: str = "Very.") -> OrderMessage:
    by = make_member(order.cooperative)
    return write_message(order=order, side=Side.COOPERATIVE, by=by, text=text)


def notices(template: str) -> list[str]:
    return [message.key for message in Message.objects.order_by("pk") if template in message.key]


@pytest.mark.parametrize(
    "written",
    [
        *("0612345678", "06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "(06)12345678", "06/12/34/56/78"),
        *("+212612345678", "+212 6 12 34 56 78", "00212612345678", "00 212 (0) 612 345 678", "212612345678"),
        *("٠٦١٢٣٤٥٦٧٨", "٠٦ ١٢ ٣٤ ٥٦ ٧٨", "٠٦-١٢-٣٤-٥٦-٧٨", "۰۶۱۲۳۴۵۶۷۸", "０６１２３４５６７８"),
        *("0 6 1 2 3 4 5 6 7 8", "0.6.1.2.3.4.5.6.7.8", "0_6_1_2_3_4_5_6_7_8", "06●12●34●56●78", "O612345678"),
        *("06\u200b1234\u200b5678", "0612\n345\n678", "+33 6 12 34 56 78", "05 22 12 34 56", "08.01.00.00.00"),
        *("06 12 et 34 56 78", "06 12 34 ثم 56 78", "06:12:34:56:78", "06x12x34x56x78", "06..... 12..... 34 56 78"),
        *("zéro six douze trente-quatre, cinquante-six 78", "06 12 34 quatre-vingt-dix-huit 78", "صفر ستة 12 34 56 78"),
        *("a@b.ma", "amina (at) gmail (dot) com", "amina arobase gmail point com", "@argan_coop"),
        *("https://x.y/z", "www.argan.ma", "wa.me/212612345678", "argan-coop.com", "t.me/argan"),
    ],
)
def test_a_way_round_the_house_is_taken_out(written: str) -> None:
    shown, hid = without_contacts(f"Call {written} now")

    assert hid
    assert HIDDEN in shown
    assert not any(sign.isdecimal() for sign in shown)
    assert not any(part in shown for part in ("argan", "gmail", "@", "x.y"))
    assert shown.startswith("Call")
    assert shown.endswith("now")


@pytest.mark.parametrize(
    "written",
    [
        "I want 2 kg for 250,00 DH",
        "on 22/11/2026 please",
        "22/11/2026 14:30",
        "05/12/2026 - 08/12/2026",
        "05/12/2026 et 06/12/2026",
        "06:30 ou 07:15 le 12/12/2026",
        "05 pots de 500 et 2 de 250 g",
        "the order 4F7H-22KQ-99ZZ-1",
        "between 10:30 and 12:00, 3 pieces of 500 g",
        "٢٥٠ درهم",
        "5 jars, 12 boxes, 3 bags",
        "It is good.Thanks",
    ],
)
def test_prices_days_and_numbers_of_orders_stay(written: str) -> None:
    assert without_contacts(written) == (written, False)


def test_both_sides_read_and_write_on_their_own_page(member: Client, order: Order) -> None:
    shopper, page = Client(), reverse("workspace:messages", args=[order.public_id])

    shopper.post(shopper_page(order), {"text": "Is it sweet?", "once": new_token()})
    assert unread_by(Side.COOPERATIVE, [order]) == {order.pk: 1}
    assert "Is it sweet?" in member.get(page).content.decode()
    assert unread_by(Side.COOPERATIVE, [order]) == {}
    member.post(page, {"text": "Very.", "once": new_token()})
    assert unread_by(Side.SHOPPER, [order]) == {order.pk: 1}
    assert "Very." in shopper.get(shopper_page(order)).content.decode()

    sides = [(message.side, message.read_at is not None) for message in OrderMessage.objects.order_by("pk")]
    assert sides == [(Side.SHOPPER, True), (Side.COOPERATIVE, True)]


def test_the_writer_is_told_that_a_number_was_taken_out(order: Order) -> None:
    answer = Client().post(shopper_page(order), {"text": "Call 06 12 34 56 78", "once": new_token()}, follow=True)

    assert "without the telephone number" in answer.content.decode()
    message = OrderMessage.objects.get()
    assert (message.text, message.hid_a_number) == (f"Call {HIDDEN}", True)


def test_a_press_twice_writes_once(order: Order) -> None:
    given = {"text": "Hello", "once": new_token()}

    Client().post(shopper_page(order), given)
    Client().post(shopper_page(order), given)

    assert OrderMessage.objects.count() == 1


def test_each_run_of_unread_messages_is_told_once(order: Order) -> None:
    from_shopper(order)
    from_shopper(order, "Hello?")
    assert len(notices("order_message_cooperative")) == 1

    read_messages(order=order, side=Side.COOPERATIVE)
    from_shopper(order, "And now?")
    assert len(notices("order_message_cooperative")) == 2

    from_cooperative(order)
    from_cooperative(order, "As honey.")
    # By SMS and by e-mail.
    assert len(notices(":message:cooperative")) == 2
    sent = Message.objects.filter(channel="sms", key__contains=":message:cooperative").get()
    assert shopper_page(order).removeprefix("/en/") in sent.body


def test_a_picture_loses_what_the_camera_wrote_and_is_seen_by_the_two_sides_alone(member: Client, order: Order) -> None:
    Client().post(shopper_page(order), {"text": "", "picture": photo(2400), "once": new_token()})

    message = OrderMessage.objects.get()
    assert (message.width, message.height) == (1280, 320)
    with Image.open(storages["private"].open(message.picture)) as kept:
        assert (kept.format, dict(kept.getexif())) == ("JPEG", {})
    here = reverse("workspace:message-picture", args=[order.public_id, message.public_id])
    theirs = f"{shopper_page(order)}{message.public_id}.jpg"
    for found in (member.get(here), Client().get(theirs)):
        assert (found.status_code, found["Content-Type"], found["X-Content-Type-Options"]) == (
            200,
            "image/jpeg",
            "nosniff",
        )
    stranger = Client()
    stranger.force_login(make_member(make_cooperative()))
    assert stranger.get(here).status_code == 404
    other = make_order(make_product(cooperative=order.cooperative))
    assert (
        member.get(reverse("workspace:message-picture", args=[other.public_id, message.public_id])).status_code == 404
    )
    assert Client().get(f"{shopper_page(other)}{message.public_id}.jpg").status_code == 404
    assert Client().get(theirs.replace(order.purchase.link_token, "forged")).status_code == 404


def test_a_file_that_is_no_picture_is_refused_and_what_was_typed_stays(order: Order) -> None:
    fake = BytesIO(b"<script>alert(1)</script>")
    fake.name = "photo.jpg"

    answer = Client().post(shopper_page(order), {"text": "Look", "picture": fake, "once": new_token()})

    assert answer.status_code == 422
    assert "This is not a picture that can be read." in answer.content.decode()
    assert "Look</textarea>" in answer.content.decode()
    assert not OrderMessage.objects.exists()
    with pytest.raises(PictureUnreadable):
        write_message(order=order, side=Side.SHOPPER, by=None, text="", picture=BytesIO(b"no"))


def test_nothing_is_no_message(order: Order) -> None:
    answer = Client().post(shopper_page(order), {"text": "  ", "once": new_token()})

    assert answer.status_code == 422
    with pytest.raises(NothingWritten):
        from_shopper(order, " \n ")


def test_signs_that_nobody_sees_are_no_message(order: Order) -> None:
    answer = Client().post(shopper_page(order), {"text": "\u200b\u2060", "once": new_token()})

    assert answer.status_code == 422
    assert "Write something, or choose a picture." in answer.text
    assert not OrderMessage.objects.exists()


def test_it_closes_some_days_after_the_order_is_over(cooperative: Cooperative) -> None:
    order = make_order(make_product(cooperative=cooperative), status=OrderStatus.DELIVERED)
    from_shopper(order)

    with clock.frozen_at(order.delivered_at + timedelta(days=14)):
        with pytest.raises(ConversationClosed):
            from_shopper(order)
        page = Client().get(shopper_page(order)).content.decode()
    assert "Is it sweet?" in page
    assert "nobody can write here any more" in page


def test_nobody_writes_about_what_was_not_confirmed(cooperative: Cooperative) -> None:
    order = make_purchase(make_product(cooperative=cooperative)).orders.get()

    assert Client().get(shopper_page(order)).status_code == 404
    with pytest.raises(ConversationClosed):
        from_shopper(order)


def test_another_cooperatives_conversation_is_404_and_stays_unread(client: Client, order: Order) -> None:
    from_shopper(order)
    client.force_login(make_member(make_cooperative()))
    page = reverse("workspace:messages", args=[order.public_id])

    assert client.get(page).status_code == 404
    assert client.post(page, {"text": "x", "once": new_token()}).status_code == 404
    assert (OrderMessage.objects.count(), unread_by(Side.COOPERATIVE, [order])) == (1, {order.pk: 1})
    forged = shopper_page(order).replace(order.purchase.link_token, "forged-token")
    assert Client().get(forged).status_code == 404


def test_the_lists_show_what_is_new(member: Client, order: Order, django_assert_num_queries, monkeypatch) -> None:
    monkeypatch.setattr("marketplace.order.placing.OPEN_PURCHASES_LIMIT", 99)
    quiet = make_order(make_product(cooperative=order.cooperative))
    from_cooperative(quiet)
    from_shopper(order)

    listed = member.get(reverse("workspace:conversations")).context["orders"]
    assert [(found, found.has_unread) for found in listed] == [(order, True), (quiet, False)]
    page = member.get(reverse("workspace:home"), {"pile": "new"})
    assert page.context["unread"] == count_unread_orders(Cooperative.objects.filter(pk=order.cooperative_id)) == 1
    assert "New message" in page.content.decode()
    with CaptureQueriesContext(connection) as two:
        member.get(reverse("workspace:conversations"))
    for _ in range(4):
        from_shopper(make_order(make_product(cooperative=order.cooperative)))
    with django_assert_num_queries(len(two)):
        member.get(reverse("workspace:conversations"))


def test_who_writes_too_often_waits(order: Order, settings) -> None:
    settings.RATELIMIT_ENABLE = True
    answers = [
        Client(REMOTE_ADDR="10.1.2.3").post(shopper_page(order), {"text": str(n), "once": new_token()}).status_code
        for n in range(21)
    ]

    assert answers == [302] * 20 + [422]
    assert OrderMessage.objects.count() == 20


def test_what_was_written_goes_with_the_people(order: Order) -> None:
    message = write_message(order=order, side=Side.SHOPPER, by=None, text="x", picture=photo())
    assert forget_old() == 0
    Purchase.objects.update(anonymised_at=clock.now())

    assert forget_old() == 1
    assert not OrderMessage.objects.exists()
    assert not storages["private"].exists(message.picture)
