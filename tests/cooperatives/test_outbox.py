"""Messages are written with what makes them true, leave after commit, and are tried until they are sent."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import demo_totp_codes, enrol_demo_totp
from cooperatives.jobs.waking import wake_outbox
from cooperatives.outbox import services
from cooperatives.outbox.messengers import HttpGateway, ShownOnPage
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.selectors import depth_and_age, given_up
from cooperatives.request_context import bound_request, request_id

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class Letterbox:
    """A carrier that remembers, and fails as often as it is told to."""

    sent: list[tuple[str, str]] = []
    failures = 0

    def send(self, message: Message) -> None:
        if Letterbox.failures:
            Letterbox.failures -= 1
            raise TimeoutError
        Letterbox.sent.append((message.key, message.body))


@pytest.fixture
def letterbox(settings) -> type[Letterbox]:
    settings.SMS_MESSENGER = "tests.cooperatives.test_outbox.Letterbox"
    Letterbox.sent, Letterbox.failures = [], 0
    return Letterbox


def enqueue(key: str = "code-1", *, channel: str = Channel.SMS, language: str = "fr", **given: object) -> None:
    services.enqueue(
        key=key,
        channel=channel,
        recipient="+212612345678",
        language=language,
        template="sign_in_code",
        context={"code": "123456"},
        **given,
    )


def test_message_is_made_in_its_own_language_and_stored_encrypted() -> None:
    enqueue(language="ar")

    message = Message.objects.get()
    assert "123456" in message.body
    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient, body FROM outbox_message")
        stored = "".join(cursor.fetchone())
    assert "123456" not in stored
    assert "+2126" not in stored


def test_words_of_people_are_not_escaped(settings, tmp_path) -> None:
    folder = tmp_path / "cooperatives" / "messages"
    folder.mkdir(parents=True)
    (folder / "hello.txt").write_text("{{ name }} & {{ base_url }}\n")
    (folder / "hello.subject.txt").write_text("Hello\n{{ name }}\n")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    services.enqueue(
        key="h", channel="email", recipient="a@b.ma", language="fr", template="hello", context={"name": "L'amie <3"}
    )

    message = Message.objects.get()
    assert message.body == f"L'amie <3 & {settings.BASE_URL}"
    assert message.subject == "Hello L'amie <3"


def test_same_key_is_written_once() -> None:
    enqueue()
    enqueue(language="ar")

    assert Message.objects.get().language == "fr"


def test_message_of_a_rolled_back_act_does_not_exist(letterbox: type[Letterbox]) -> None:
    def act() -> None:
        with transaction.atomic():
            enqueue()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()

    assert services.send_due() == 0
    assert letterbox.sent == []


def test_waiting_message_is_sent_once(letterbox: type[Letterbox]) -> None:
    with clock.frozen_at(NOON):
        enqueue()
        assert services.send_due() == 1
        assert services.send_due() == 0

    assert [key for key, _ in letterbox.sent] == ["code-1"]
    message = Message.objects.get()
    assert (message.sent_at, message.claimed_until, message.attempts) == (NOON, None, 1)


def test_message_waits_until_it_is_due(letterbox: type[Letterbox]) -> None:
    enqueue(due_at=NOON)

    with clock.frozen_at(NOON - timedelta(seconds=1)):
        assert services.send_due() == 0
    with clock.frozen_at(NOON):
        assert services.send_due() == 1


def test_email_says_its_key_in_a_header() -> None:
    services.enqueue_text(
        key="receipt-7", channel="email", recipient="a@b.ma", language="fr", subject="Reçu", body="Merci"
    )

    services.send_due()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["a@b.ma"], "Reçu", "Merci")
    assert letter.extra_headers == {"X-Message-Key": "receipt-7"}


def test_lease_keeps_a_second_sender_away_until_it_runs_out(letterbox: type[Letterbox]) -> None:
    with clock.frozen_at(NOON):
        enqueue()
        assert services._claim().key == "code-1"
        assert services.send_due() == 0
    with clock.frozen_at(NOON + timedelta(minutes=2)):
        assert services.send_due() == 1

    assert [key for key, _ in letterbox.sent] == ["code-1"]


def test_failed_message_is_put_off_longer_each_time_and_given_up_after_eight(
    letterbox: type[Letterbox], caplog: pytest.LogCaptureFixture
) -> None:
    letterbox.failures, now, waits = 99, NOON, []
    with clock.frozen_at(NOON):
        enqueue()

    for _ in range(services.MAX_ATTEMPTS):
        with clock.frozen_at(now):
            assert services.send_due() == 1
        due_at = Message.objects.get().due_at
        waits.append((due_at - now).total_seconds())
        now = due_at

    assert waits == [30, 120, 480, 1920, 7680, 21600, 21600, 21600]
    assert given_up().get().last_error == "TimeoutError"
    assert [r.levelname for r in caplog.records].count("ERROR") == 1
    with clock.frozen_at(now + timedelta(days=1)):
        assert services.send_due() == 0


def test_message_that_was_given_up_can_be_tried_again(letterbox: type[Letterbox]) -> None:
    enqueue()
    Message.objects.update(given_up_at=NOON, attempts=8)

    services.retry(key="code-1")
    services.send_due()

    assert [key for key, _ in letterbox.sent] == ["code-1"]
    assert Message.objects.get().given_up_at is None


def test_message_whose_last_sender_was_killed_is_given_up_too(
    letterbox: type[Letterbox], caplog: pytest.LogCaptureFixture
) -> None:
    enqueue(due_at=NOON)
    Message.objects.update(attempts=8, claimed_until=NOON + timedelta(minutes=2))

    with clock.frozen_at(NOON + timedelta(minutes=1)):
        services.send_due()
        assert not given_up().exists()
    with clock.frozen_at(NOON + timedelta(minutes=2)):
        services.send_due()

    assert given_up().exists()
    assert "message_given_up" in caplog.text


def test_late_failure_does_not_undo_what_a_later_sender_wrote(letterbox: type[Letterbox]) -> None:
    with clock.frozen_at(NOON):
        enqueue()
        slow = services._claim()
    with clock.frozen_at(NOON + timedelta(minutes=3)):
        services.send_due()
        services._record_failure(slow, TimeoutError())

    assert Message.objects.get().sent_at == NOON + timedelta(minutes=3)


def test_one_failure_does_not_keep_the_next_message_waiting(letterbox: type[Letterbox]) -> None:
    letterbox.failures = 1
    enqueue("a", due_at=NOON)
    enqueue("b", due_at=NOON)

    with clock.frozen_at(NOON):
        assert services.send_due() == 2

    assert [key for key, _ in letterbox.sent] == ["b"]


def test_carrier_that_hangs_ends_the_sweep(letterbox: type[Letterbox], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "SWEEP_SECONDS", 0)
    enqueue()

    assert services.send_due() == 0


def test_logs_say_neither_number_nor_words(letterbox: type[Letterbox], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    letterbox.failures = 1
    enqueue(due_at=NOON)
    with clock.frozen_at(NOON):
        services.send_due()
    with clock.frozen_at(NOON + timedelta(hours=1)):
        services.send_due()

    assert "message_not_sent" in caplog.text
    assert "message_sent" in caplog.text
    assert "+2126" not in caplog.text
    assert "123456" not in caplog.text


def test_message_is_sent_under_the_request_that_asked(letterbox: type[Letterbox], monkeypatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Letterbox, "send", lambda self, message: seen.append(request_id.get()))
    with bound_request("3f2a9c11"):
        enqueue()

    services.send_due()

    assert seen == ["3f2a9c11"]


def test_worker_is_woken_once_after_commit(
    django_capture_on_commit_callbacks: Callable[..., Iterator[list[object]]],
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        enqueue("a")
        enqueue("b")

    assert callbacks == [wake_outbox]


def test_depth_and_age_count_what_is_due() -> None:
    enqueue("a", due_at=NOON - timedelta(minutes=5))
    enqueue("b", due_at=NOON - timedelta(minutes=1))
    enqueue("c", due_at=NOON + timedelta(minutes=1))

    assert depth_and_age(now=NOON) == (2, timedelta(minutes=5))


def test_carrier_of_the_demonstration_keeps_the_message_on_its_page(settings, client: Client) -> None:
    assert settings.SMS_MESSENGER.endswith(ShownOnPage.__name__)
    enqueue(language="fr")
    services.send_due()

    page = client.get(reverse("demo-messages")).content.decode()

    assert "123456" in page
    assert "+2126 •••• 78" in page
    assert "+212612345678" not in page


def test_page_shows_codes_of_the_demonstrations_second_factor(client: Client) -> None:
    enrol_demo_totp(user=User.objects.create_superuser(email="staff@demo.souk", password="a long password"))

    page = client.get(reverse("demo-messages"), headers={"HX-Request": "true"}).content.decode()

    assert demo_totp_codes()[1] in page
    assert "staff@demo.souk" in page
    assert "<html" not in page


def test_links_in_messages_can_be_followed_and_nothing_else_is_markup(client: Client) -> None:
    services.enqueue_text(
        key="x", channel="sms", recipient="+212612345678", language="fr", body="<b>vous</b> http://127.0.0.1/ar/x/"
    )

    page = client.get(reverse("demo-messages")).content.decode()

    assert '<a href="http://127.0.0.1/ar/x/"' in page
    assert "<b>vous" not in page


class Answer:
    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *exc: object) -> None:
        return None


def test_gateway_gets_the_key_with_which_it_drops_repeats(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_TOKEN = "https://sms.example/send", "secret"
    requests = []
    monkeypatch.setattr(
        "cooperatives.outbox.messengers.urlopen", lambda request, timeout: requests.append(request) or Answer()
    )
    enqueue()

    HttpGateway().send(Message.objects.get())

    (request,) = requests
    assert request.get_header("Idempotency-key") == "code-1"
    assert request.get_header("Authorization") == "Bearer secret"
    assert b'"to": "+212612345678"' in request.data


def test_mail_server_that_hangs_up_puts_the_message_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang_up(self: object, *args: object) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", hang_up)
    services.enqueue_text(key="m", channel="email", recipient="a@b.ma", language="fr", subject="s", body="b")

    services.send_due()

    message = Message.objects.get()
    assert (message.sent_at, message.last_error, message.attempts) == (None, "SMTPServerDisconnected", 1)
