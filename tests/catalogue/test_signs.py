"""Certificates: sent, looked at by another, told of in time, and over by the clock."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import storages
from PIL import Image

from catalogue import signs
from catalogue.models import Product
from cooperatives import certificates, clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.certificates import EXPIRES, Certificate, seen_of
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative, QualitySign, SignHeld
from cooperatives.outbox.models import Message
from cooperatives.photographs import read_photograph
from cooperatives.services import edit_sign_held, hold_sign
from tests.factories import make_cooperative, make_member, make_product, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> User:
    return make_member(cooperative)


@pytest.fixture
def sign() -> QualitySign:
    return QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane", name_ar="أركان")


@pytest.fixture
def staff() -> User:
    return make_user(is_staff=True)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def certificate(sign: QualitySign, **given: Any) -> Certificate:
    usual = {
        "sign_id": sign.pk,
        "certifier": "Normacert",
        "number": "2026/1",
        "expires_on": in_days(300),
        "paper": "certificates/x.jpg",
    }
    return Certificate(**usual | given)


def send(cooperative: Cooperative, sign: QualitySign, by: User, **given: Any) -> SignHeld:
    return certificates.send_certificate(cooperative_id=cooperative.pk, certificate=certificate(sign, **given), by=by)


def accept(held: SignHeld, by: User) -> SignHeld:
    return signs.accept_certificate(sign_held_id=held.pk, seen=seen_of(held), by=by)


def ask_again(held: SignHeld, by: User) -> SignHeld:
    return certificates.ask_certificate_again(sign_held_id=held.pk, seen=seen_of(held), reason="Floue", by=by)


def is_seen(held: SignHeld) -> bool:
    return SignHeld.objects.valid_on(clock.today()).filter(pk=held.pk).exists()


def notices() -> list[str]:
    run_due()
    return [message.recipient for message in Message.objects.filter(key__contains="certificate_expires")]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    moment = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_shoppers_see_a_sign_once_somebody_has_looked_at_its_certificate(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
) -> None:
    held = send(cooperative, sign, keeper)
    assert not is_seen(held)

    accept(held, staff)

    assert is_seen(held)
    moves = StatusChange.objects.filter(subject_type="cooperatives.signheld").order_by("pk")
    assert [(move.old_status, move.new_status, move.by) for move in moves] == [
        ("", "sent", keeper),
        ("sent", "checked", staff),
    ]
    assert Message.objects.filter(key__contains="certificate_checked").count() == 2


def test_who_sent_a_certificate_does_not_check_it(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
) -> None:
    held = send(cooperative, sign, keeper)
    for act in (lambda: accept(held, keeper), lambda: ask_again(held, keeper)):
        with pytest.raises(certificates.CheckedByItsSender):
            act()

    held.refresh_from_db()
    assert held.status == "sent"
    assert not AuditEntry.objects.filter(action__in=["signheld.checked", "signheld.refused"]).exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"certifier": "Un autre"},
        {"number": "2026/2"},
        {"expires_on": in_days(301)},
        {"paper": "certificates/y.jpg"},
    ],
)
def test_what_changed_between_look_and_press_is_not_judged_unseen(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, changed: dict[str, Any]
) -> None:
    held = send(cooperative, sign, keeper)
    SignHeld.objects.filter(pk=held.pk).update(**changed)

    for act in (lambda: accept(held, staff), lambda: ask_again(held, staff)):
        with pytest.raises(certificates.CertificateChanged):
            act()

    held.refresh_from_db()
    assert held.status == "sent"
    assert not Message.objects.exists()
    assert accept(held, staff).status == "checked"


def test_one_that_is_asked_for_again_says_why_and_comes_back_in_its_own_row(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
) -> None:
    held = ask_again(send(cooperative, sign, keeper), staff)
    assert held.refused_because == "Floue"
    assert "Floue" in Message.objects.filter(key__contains="certificate_refused").first().body
    with pytest.raises(ForbiddenMove):
        accept(held, staff)

    again = send(cooperative, sign, keeper, paper="certificates/y.jpg")

    assert (again.pk, again.status, again.refused_because, again.paper) == (held.pk, "sent", "", "certificates/y.jpg")
    assert AuditEntry.objects.get(action="signheld.send_again").before["paper"] == "certificates/x.jpg"


def test_the_same_certificate_is_not_taken_twice(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = send(cooperative, sign, keeper)
    with pytest.raises(certificates.CertificateKnown):
        send(cooperative, sign, keeper)
    accept(held, staff)
    with pytest.raises(certificates.CertificateKnown):
        send(cooperative, sign, keeper)

    later(monkeypatch, 301)

    assert send(cooperative, sign, keeper, expires_on=in_days(900)).pk == held.pk
    assert SignHeld.objects.count() == 1


def test_one_that_has_run_out_is_not_taken(cooperative: Cooperative, keeper: User, sign: QualitySign) -> None:
    with pytest.raises(certificates.CertificateExpired):
        send(cooperative, sign, keeper, expires_on=in_days(-1))

    assert not SignHeld.objects.exists()


def test_one_that_ran_out_while_it_lay_there_is_not_accepted(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = send(cooperative, sign, keeper, expires_on=in_days(2))
    later(monkeypatch, 3)

    with pytest.raises(certificates.CertificateExpired):
        accept(held, staff)

    held.refresh_from_db()
    assert held.status == "sent"


def test_a_renewed_certificate_stands_for_the_old_one_on_every_product(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
) -> None:
    old = accept(send(cooperative, sign, keeper, expires_on=in_days(5)), staff)
    oil = make_product(cooperative=cooperative, sign=old)
    bare = make_product(cooperative=cooperative)

    new = accept(send(cooperative, sign, keeper, number="2027/1"), staff)

    signs = dict(Product.objects.values_list("pk", "sign"))
    assert signs == {oil.pk: new.pk, bare.pk: None}


def test_one_renewed_under_its_old_number_is_seen_until_the_new_one_is_checked(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
) -> None:
    old = accept(send(cooperative, sign, keeper, expires_on=in_days(5)), staff)
    oil = make_product(cooperative=cooperative, sign=old)

    new = send(cooperative, sign, keeper, expires_on=in_days(300))
    assert (new.pk != old.pk, is_seen(old), is_seen(new)) == (True, True, False)
    with pytest.raises(certificates.CertificateKnown):
        send(cooperative, sign, keeper, expires_on=in_days(301))
    ask_again(new, staff)
    with pytest.raises(certificates.CertificateKnown):
        send(cooperative, sign, keeper, expires_on=in_days(5))
    new = send(cooperative, sign, keeper, expires_on=in_days(299))

    accept(new, staff)

    assert Product.objects.get(pk=oil.pk).sign == new
    assert notices() == []


class TestNoticeBeforeItRunsOut:
    def test_is_due_sixty_days_before_in_the_morning(self) -> None:
        last = in_days(100)
        due = certificates.notice_due_at(last)
        assert due == datetime(*(last - timedelta(days=60)).timetuple()[:3], 9, tzinfo=ZoneInfo("Africa/Casablanca"))

    def test_is_told_once_however_often_the_job_runs(
        self, cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held = accept(send(cooperative, sign, keeper, expires_on=in_days(100)), staff)
        assert notices() == []

        later(monkeypatch, 41)

        assert set(notices()) == {cooperative.phone, keeper.phone}
        Job.objects.filter(kind=EXPIRES).update(done_at=None)
        certificates.tell_that_it_expires(sign_held_id=held.pk)
        assert len(notices()) == 2

    def test_is_told_at_once_where_less_is_left(
        self, cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User
    ) -> None:
        accept(send(cooperative, sign, keeper, expires_on=in_days(20)), staff)

        assert len(notices()) == 2

    def test_is_not_told_of_what_was_renewed_or_refused(
        self, cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = accept(send(cooperative, sign, keeper, expires_on=in_days(100)), staff)
        send(cooperative, sign, keeper, number="2027/1", expires_on=in_days(400))
        second = QualitySign.objects.create(kind="aop", code="aop", name_fr="AOP")
        other = accept(send(cooperative, second, keeper, expires_on=in_days(100)), staff)
        ask_again(other, staff)
        edit_sign_held(sign_held_id=first.pk, values={"certifier": "Ecocert"}, by=staff)

        later(monkeypatch, 41)

        assert notices() == []

    def test_follows_the_last_day_that_staff_write(
        self, cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = {"sign_id": sign.pk, "certifier": "Normacert", "number": "1", "expires_on": in_days(100)}
        held = hold_sign(cooperative_id=cooperative.pk, by=staff, **given)
        edit_sign_held(sign_held_id=held.pk, values={"expires_on": in_days(200)}, by=staff)

        later(monkeypatch, 41)
        assert notices() == []
        later(monkeypatch, 100)
        assert len(notices()) == 2


def test_it_is_hidden_by_the_clock_without_any_job(
    cooperative: Cooperative, keeper: User, sign: QualitySign, staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = accept(send(cooperative, sign, keeper, expires_on=in_days(1)), staff)
    later(monkeypatch, 1)
    assert is_seen(held)

    later(monkeypatch, 1)

    assert not is_seen(held)
    assert not held.is_valid_on(clock.today())


def test_the_photograph_is_kept_privately_without_what_the_camera_wrote(cooperative: Cooperative) -> None:
    sent = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Tafraout 29.7 N"
    Image.new("RGB", (800, 600), "white").save(sent, "JPEG", exif=exif)

    name = certificates.keep_paper(read_photograph(sent), cooperative=cooperative)

    with storages["private"].open(name) as kept:
        content = kept.read()
    assert name.startswith(f"certificates/{cooperative.public_id}/")
    assert b"Tafraout" not in content
    assert Image.open(BytesIO(content)).format == "JPEG"
    assert certificates.keep_paper(read_photograph(sent), cooperative=cooperative) == name
