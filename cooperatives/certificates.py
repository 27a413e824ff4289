"""Certificates of quality signs: a cooperative sends one with its photograph, staff look at it, the clock ends it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import write_new
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.enums import CERTIFICATE_MOVES, CertificateStatus
from cooperatives.formats.days import day_text
from cooperatives.jobs.services import schedule
from cooperatives.locks import cooperative_for_update, row_for_update
from cooperatives.models import Cooperative, SignHeld
from cooperatives.photographs import Photograph
from cooperatives.telling import tell_cooperative

# The work of telling a cooperative in time that a certificate runs out.
EXPIRES = "cooperatives.certificate_expires"
NOTICE_BEFORE = timedelta(days=60)
# In the morning, when somebody can do something about it.
AT = time(9, 0)


class CertificateKnown(Exception):
    """The same certificate is here already, being checked or checked and valid."""

    def __init__(self, held: SignHeld) -> None:
        super().__init__(held.number)
        self.held = held


class CertificateExpired(Exception):
    """Its last day is over: nobody can rely on it any more."""


class CertificateChanged(Exception):
    """It says something else, or shows another photograph, than what was looked at."""


class CheckedByItsSender(Exception):
    """Who sent a certificate cannot be who checks it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a paper says, and where its photograph lies in the private storage."""

    sign_id: int
    certifier: str
    number: str
    expires_on: date
    paper: str


def keep_paper(photograph: Photograph, *, cooperative: Cooperative) -> str:
    """Keep a certificate's photograph in the private storage and answer its name there; the same one is kept once."""
    digest = hashlib.sha256(photograph.content).hexdigest()[:40]
    name = f"certificates/{cooperative.public_id}/{digest}.jpg"
    storage = storages["private"]
    return name if storage.exists(name) else storage.save(name, ContentFile(photograph.content))


@transaction.atomic
def send_certificate(*, cooperative_id: int, certificate: Certificate, by: User) -> SignHeld:
    """Write a certificate for staff to look at; one that was refused or has expired is sent again in its own row.

    One that is still valid stays as it is while its renewal, under the same number, is looked at.
    Raises `CertificateExpired`, `CertificateKnown`.
    """
    if certificate.expires_on < clock.today():
        raise CertificateExpired
    cooperative = cooperative_for_update(cooperative_id)
    same = SignHeld.objects.filter(cooperative=cooperative, sign=certificate.sign_id, number=certificate.number)
    found = same.order_by("-expires_on").first()
    if found is None or _renews(certificate, found):
        held = SignHeld(cooperative=cooperative, status=CertificateStatus.SENT, sent_by=by)
        _write(held, certificate)
        write_new(row=held, by=by, cooperative=cooperative)
        log_status(held, old="", by=by)
        return held
    if twin := same.filter(expires_on=certificate.expires_on).exclude(pk=found.pk).first():
        raise CertificateKnown(twin)
    return _send_again(row_for_update(SignHeld, found.pk), certificate, by)


def seen_of(held: SignHeld) -> str:
    """What a certificate says and shows now, in a few letters: a form holds it, so that nothing unseen is judged.

    A photograph is named by what is in it.
    """
    said = (held.cooperative_id, held.sign_id, held.certifier, held.number, held.expires_on, held.paper)
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()[:32]


@transaction.atomic
def check_certificate(*, sign_held_id: int, seen: str, by: User) -> SignHeld:
    """Say that a certificate was looked at and is good: shoppers see the sign from now on, until its last day.

    `seen` is what was looked at, as `seen_of` says it. Raises `ForbiddenMove`, `CertificateChanged`,
    `CertificateExpired`, `CheckedByItsSender`.
    """
    held = row_for_update(SignHeld, sign_held_id)
    _judge(held, CertificateStatus.CHECKED, by, seen=seen)
    if held.expires_on < clock.today():
        raise CertificateExpired
    held.save()
    schedule_notice(held)
    _tell(held, "certificate_checked")
    return held


@transaction.atomic
def ask_certificate_again(*, sign_held_id: int, seen: str, reason: str, by: User) -> SignHeld:
    """Say what is wrong with a certificate: shoppers do not see it. Raises as `check_certificate`, but for its day."""
    held = row_for_update(SignHeld, sign_held_id)
    _judge(held, CertificateStatus.REFUSED, by, seen=seen, reason=reason)
    held.refused_because = reason
    held.save()
    _tell(held, "certificate_refused")
    return held


def schedule_notice(held: SignHeld) -> None:
    """Have the cooperative told in time, once for each last day, that a checked certificate runs out."""
    if held.status == CertificateStatus.CHECKED:
        key = f"{EXPIRES}:{held.pk}:{held.expires_on:%Y-%m-%d}"
        schedule(kind=EXPIRES, key=key, subject_id=held.pk, due_at=notice_due_at(held.expires_on))


def notice_due_at(expires_on: date) -> datetime:
    """Sixty days before its last day, in the morning; now where that has passed."""
    due = datetime.combine(expires_on - NOTICE_BEFORE, AT, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return max(due, clock.now())


def tell_that_it_expires(*, sign_held_id: int) -> None:
    """Tell the cooperative once that a certificate runs out, unless it was renewed or refused meanwhile."""
    held = SignHeld.objects.select_related("cooperative", "sign").filter(pk=sign_held_id).first()
    if held is None or not held.is_valid_on(clock.today()) or held.expires_on - NOTICE_BEFORE > clock.today():
        return
    if _is_renewed(held):
        return
    _tell(held, "certificate_expires", once=f"{held.expires_on:%Y-%m-%d}")


def _is_renewed(held: SignHeld) -> bool:
    """Whether another certificate of the same sign, sent or checked, reaches further."""
    same = SignHeld.objects.filter(cooperative=held.cooperative_id, sign=held.sign_id, expires_on__gt=held.expires_on)
    return same.exclude(status=CertificateStatus.REFUSED).exists()


def _renews(certificate: Certificate, held: SignHeld) -> bool:
    """Whether `certificate` carries on one that shoppers see today."""
    return held.is_valid_on(clock.today()) and certificate.expires_on > held.expires_on


def _write(held: SignHeld, certificate: Certificate) -> None:
    held.sign_id, held.certifier, held.number = certificate.sign_id, certificate.certifier, certificate.number
    held.expires_on, held.paper = certificate.expires_on, certificate.paper


def _send_again(held: SignHeld, certificate: Certificate, by: User) -> SignHeld:
    over = held.status == CertificateStatus.CHECKED and held.expires_on < clock.today()
    if held.status != CertificateStatus.REFUSED and not over:
        raise CertificateKnown(held)
    before = _said(held)
    move_status(held, to=CertificateStatus.SENT, moves=CERTIFICATE_MOVES, by=by)
    _write(held, certificate)
    held.sent_by, held.refused_because = by, ""
    held.save()
    record_act(
        action="signheld.send_again",
        subject=held,
        by=by,
        cooperative=held.cooperative,
        before=before,
        after=_said(held),
    )
    return held


def _judge(held: SignHeld, to: CertificateStatus, by: User, *, seen: str, reason: str = "") -> None:
    if held.sent_by_id == by.pk:
        raise CheckedByItsSender
    before = held.status
    move_status(held, to=to, moves=CERTIFICATE_MOVES, by=by, reason=reason)
    if seen != seen_of(held):
        raise CertificateChanged(held.public_id)
    after = {"status": held.status} | ({"reason": reason} if reason else {})
    record_act(
        action=f"signheld.{to}",
        subject=held,
        by=by,
        cooperative=held.cooperative,
        before={"status": before},
        after=after,
    )


def _said(held: SignHeld) -> dict[str, Any]:
    names = ("certifier", "number", "expires_on", "status", "paper", "refused_because")
    return {name: getattr(held, name) for name in names}


def _tell(held: SignHeld, template: str, *, once: str = "") -> None:
    """What is told at each act has the act's moment in its key; what must be told once has its own."""
    when = once or f"{clock.now():%Y%m%d%H%M%S%f}"
    tell_cooperative(
        held.cooperative,
        key=f"certificate:{held.public_id}:{template}:{when}",
        template=template,
        context=lambda: {
            "sign": str(held.sign),
            "number": held.number,
            "day": day_text(held.expires_on),
            "reason": held.refused_because,
        },
        path_name="workspace:signs",
    )
