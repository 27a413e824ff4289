"""What is old enough is forgotten, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import UsedToken
from cooperatives.jobs import retention
from cooperatives.jobs.models import Job
from cooperatives.outbox.models import Message
from tests.factories import make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db


def ago(days: int) -> object:
    return clock.now() - timedelta(days=days)


def make_message(key: str, **given: object) -> Message:
    return Message.objects.create(key=key, channel="sms", recipient="+212612345678", language="ar", body="b", **given)


def test_words_of_old_messages_are_emptied_and_their_keys_stay() -> None:
    for key, given in {
        "sent-long-ago": {"sent_at": ago(61)},
        "given-up-long-ago": {"given_up_at": ago(61)},
        "sent-lately": {"sent_at": ago(59)},
        "waiting": {"created_at": ago(90)},
    }.items():
        make_message(key, **given)

    assert retention.forget_messages() == 2
    assert retention.forget_messages() == 0

    bodies = dict(Message.objects.values_list("key", "body"))
    assert bodies == {"sent-long-ago": "", "given-up-long-ago": "", "sent-lately": "b", "waiting": "b"}
    assert Message.objects.get(key="sent-long-ago").recipient == ""


def test_spent_tokens_done_jobs_and_dead_sessions_are_deleted() -> None:
    UsedToken.objects.create(token="old", action="x", used_at=ago(31))
    UsedToken.objects.create(token="new", action="x", used_at=ago(29))
    Job.objects.create(kind="x", key="old", subject_id=1, due_at=ago(40), done_at=ago(31))
    Job.objects.create(kind="x", key="new", subject_id=1, due_at=ago(40), done_at=ago(29))
    Job.objects.create(kind="x", key="given-up", subject_id=1, due_at=ago(40), attempts=10)
    Session.objects.create(session_key="old", session_data="", expire_date=ago(1))
    Session.objects.create(session_key="new", session_data="", expire_date=ago(-1))

    forgotten = retention.purge()

    assert list(UsedToken.objects.values_list("token", flat=True)) == ["new"]
    assert set(Job.objects.values_list("key", flat=True)) == {"new", "given-up"}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert forgotten == {
        "forget_sessions": 1,
        "forget_messages": 0,
        "forget_tokens": 1,
        "forget_jobs": 1,
        "forget_devices": 0,
        "forget_unconfirmed": 0,
        "forget_papers": 0,
    }


def test_number_that_was_never_confirmed_is_forgotten_after_a_day() -> None:
    unconfirmed = make_user(date_joined=ago(2))
    kept = [
        make_user(),
        make_user(date_joined=ago(2), phone_verified_at=ago(2)),
        make_user(date_joined=ago(2), last_login=ago(2)),
        make_user(date_joined=ago(2), first_name="Fatima"),
        make_member(make_cooperative(), date_joined=ago(2)),
    ]

    assert retention.forget_unconfirmed() == 1

    assert not User.objects.filter(pk=unconfirmed.pk).exists()
    assert User.objects.filter(pk__in=[user.pk for user in kept]).count() == len(kept)


def test_one_kind_that_fails_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise DatabaseError

    fail.__name__ = "forget_sessions"
    monkeypatch.setattr(retention, "forget_sessions", fail)
    UsedToken.objects.create(token="old", action="x", used_at=ago(31))

    forgotten = retention.purge()

    assert forgotten["forget_tokens"] == 1
    assert "not_purged" in caplog.text
