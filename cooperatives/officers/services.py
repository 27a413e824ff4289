"""What an officer may only do with the code of another: asked for, told to the other, given, done."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.names import known_as
from cooperatives.audit.services import record_act
from cooperatives.enums import Role
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.officers import acts
from cooperatives.officers.codes import digest_of, is_right, new_code, refuse
from cooperatives.officers.exceptions import (
    AlreadySettled,
    CodeTooOld,
    NobodyToAsk,
    NotAllowed,
    TooManyAsked,
)
from cooperatives.officers.locks import consent_for_update
from cooperatives.officers.models import Consent
from cooperatives.officers.selectors import others_than
from cooperatives.officers.telling import tell
from cooperatives.officers.words import sentence_of

CODE_FOR = timedelta(minutes=30)
ASKED_A_DAY = 8
Asked = Mapping[str, Any]


@transaction.atomic
def ask_or_do(*, cooperative_id: int, act: str, asked: Asked, by: User, of_id: int | None = None) -> Consent | None:
    """Ask another officer for what a manager wants; where there is no other, do it now and answer None.

    `of_id` chooses whom to ask, where there are several. Raises what `ask_consent` raises, and what the act raises.
    """
    cooperative = cooperative_for_update(cooperative_id)
    if others_than(by.pk, cooperative_id=cooperative_id):
        return ask_consent(cooperative_id=cooperative_id, act=act, asked=asked, by=by, of_id=of_id)
    acts.perform(act, asked, cooperative=cooperative, by=by)
    return None


@transaction.atomic
def ask_consent(*, cooperative_id: int, act: str, asked: Asked, by: User, of_id: int | None = None) -> Consent:
    """Write what a person wants, and send another officer the code that lets it be done.

    What the same person asked for before in the same matter is withdrawn. Raises `NobodyToAsk` or `TooManyAsked`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    # Whom an act takes away is not asked for it.
    others = [user for user in others_than(by.pk, cooperative_id=cooperative_id) if user.pk != asked.get("without")]
    of = next((user for user in others if of_id in (None, user.pk)), None)
    if of is None:
        raise NobodyToAsk(cooperative_id)
    now = clock.now()
    own = Consent.objects.filter(cooperative=cooperative, asked_by=by)
    if own.filter(created_at__gt=now - timedelta(days=1)).count() >= ASKED_A_DAY:
        raise TooManyAsked(by.public_id)
    own.filter(act=act, given_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    consent = Consent(
        cooperative=cooperative,
        act=act,
        asked=json.dumps(asked),
        asked_by=by,
        asked_of=of,
        created_at=now,
        expires_at=now + CODE_FOR,
    )
    code = new_code()
    consent.code_digest = digest_of(consent.public_id, code)
    consent.save()
    _log("ask", consent, by, {"act": act, "asked_of": known_as(of)})
    _send(consent, code, asked)
    return consent


def give_consent(*, consent_id: int, code: str, by: User) -> Consent:
    """Take the code that another officer was sent, and do what was asked for in the same transaction.

    A wrong try is counted, so this must not run inside a transaction that its refusal would undo. Raises `WrongCode`,
    `NoTriesLeft`, `CodeTooOld`, `AlreadySettled`, `NotAllowed`, and what the act itself raises.
    """
    with transaction.atomic():
        consent = consent_for_update(consent_id)
        _check_open(consent)
        if is_right(consent, code):
            return _give(consent, by)
    refuse(consent.tries)
    raise AssertionError("a wrong code is refused")


@transaction.atomic
def withdraw_consent(*, consent_id: int, by: User) -> Consent:
    """Call off what was asked for, by who asked or by who was asked. Raises `AlreadySettled`."""
    consent = consent_for_update(consent_id)
    if consent.given_at or consent.withdrawn_at:
        raise AlreadySettled(consent_id)
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    _log("withdraw", consent, by, {"act": consent.act})
    return consent


def asked_of(consent: Consent) -> dict[str, Any]:
    """What shall be done, as it was written when it was asked for."""
    return dict(json.loads(consent.asked))


def _check_open(consent: Consent) -> None:
    if consent.given_at or consent.withdrawn_at:
        raise AlreadySettled(consent.pk)
    if consent.expires_at <= clock.now():
        raise CodeTooOld(consent.pk)


def _give(consent: Consent, by: User) -> Consent:
    """Do it, by whom it was asked: the log says beside it who had the code."""
    asked = asked_of(consent)
    # Both may have left, or be officers no more, since it was asked for.
    others = others_than(consent.asked_by_id, cooperative_id=consent.cooperative_id)
    if consent.asked_of_id not in [user.pk for user in others] or not _may_ask(consent, asked):
        raise NotAllowed(consent.pk)
    consent.given_at = clock.now()
    consent.save(update_fields=["given_at"])
    _log("give", consent, by, {"act": consent.act, "code_of": known_as(consent.asked_of)})
    acts.perform(consent.act, asked, cooperative=consent.cooperative, by=consent.asked_by)
    return consent


def _may_ask(consent: Consent, asked: Asked) -> bool:
    """Whether who asked is a manager still; a field agent asks for somebody's lost telephone."""
    if "recovery" in asked:
        return True
    managers = Membership.objects.current().filter(cooperative=consent.cooperative_id, role=Role.MANAGER)
    return managers.filter(user=consent.asked_by_id).exists()


def _send(consent: Consent, code: str, asked: Asked) -> None:
    cooperative: Cooperative = consent.cooperative
    tell(
        [consent.asked_of],
        key=f"consent:{consent.public_id}",
        template="consent_code",
        words=lambda: {
            "who": known_as(consent.asked_by),
            "cooperative": str(cooperative),
            "what": sentence_of(consent.act, asked),
            "code": code,
        },
    )


def _log(verb: str, consent: Consent, by: User, after: Mapping[str, Any]) -> None:
    record_act(action=f"consent.{verb}", subject=consent, by=by, cooperative=consent.cooperative, after=after)
