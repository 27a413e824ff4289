"""The second officer: named by number, and an officer once they said yes under their own sign-in."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.encryption import digest
from cooperatives.enums import Role
from cooperatives.joining.exceptions import BeingChecked, NamedTooOften, NotNamed, OfficerAlready, OwnNumber
from cooperatives.joining.selectors import OFFICERS_NEEDED, nominations_of, officer_count, takes_papers
from cooperatives.locks import cooperative_for_update, row_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.services import tell_managers
from cooperatives.team.models import Invitation

TIME_TO_ANSWER = timedelta(days=14)
# Messages cost money, and their readers patience.
NAMED_A_DAY = 5


@transaction.atomic
def name_second_officer(*, cooperative_id: int, phone: str, language: str, by: User) -> Invitation:
    """Ask the person whose number is `phone` (E.164) to be the second officer; who was asked before is not any more.

    Raises `OfficerRefused` and `BeingChecked`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    if not takes_papers(cooperative):
        raise BeingChecked(cooperative.public_id)
    if phone == by.phone:
        raise OwnNumber(by.public_id)
    if officer_count(cooperative) >= OFFICERS_NEEDED:
        raise OfficerAlready(cooperative.public_id)
    now = clock.now()
    of_today = Invitation.objects.filter(cooperative=cooperative, created_at__gt=now - timedelta(days=1))
    if of_today.count() >= NAMED_A_DAY:
        raise NamedTooOften(cooperative.public_id)
    open_ones = Invitation.objects.filter(
        cooperative=cooperative, role=Role.MANAGER, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).exclude(phone_digest="")
    open_ones.update(withdrawn_at=now)
    # Another role may wait for the same number: an officer is more than that.
    open_ones.model.objects.filter(
        cooperative=cooperative, phone_digest=digest(phone), accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    named = Invitation.objects.create(
        cooperative=cooperative,
        role=Role.MANAGER,
        # Answered under the number's own sign-in: no link opens it.
        token_digest=digest(secrets.token_urlsafe(32)),
        phone=phone,
        phone_digest=digest(phone),
        invited_by=by,
        created_at=now,
        expires_at=now + TIME_TO_ANSWER,
    )
    record_act(
        action="second_officer.named", subject=named, by=by, cooperative=cooperative, after={"ending": phone[-2:]}
    )
    _tell_named(named, language)
    return named


@transaction.atomic
def accept_as_officer(*, public_id: str, by: User) -> Membership:
    """Say yes: `by` is the second officer from now on, and a manager. Raises `NotNamed`."""
    named, cooperative = _named(public_id, by)
    named.accepted_at, named.accepted_by = clock.now(), by
    named.save(update_fields=["accepted_at", "accepted_by"])
    record_act(action="second_officer.accepted", subject=named, by=by, cooperative=cooperative)
    current = Membership.objects.current().filter(user=by, cooperative=cooperative).first()
    if current is not None and current.role == Role.MANAGER:
        held = row_for_update(Membership, current.pk)
        return change_locked(row=held, values={"is_officer": True}, by=by, cooperative=cooperative)
    if current is not None:
        held = row_for_update(Membership, current.pk)
        change_locked(row=held, values={"left_at": clock.now()}, by=by, cooperative=cooperative)
    officer = Membership(user=by, cooperative=cooperative, role=Role.MANAGER, is_officer=True, joined_at=clock.now())
    return write_new(row=officer, by=by, cooperative=cooperative)


@transaction.atomic
def decline_as_officer(*, public_id: str, by: User) -> None:
    """Say no; the managers are told, and name somebody else. Raises `NotNamed`."""
    named, cooperative = _named(public_id, by)
    named.withdrawn_at = clock.now()
    named.save(update_fields=["withdrawn_at"])
    record_act(action="second_officer.declined", subject=named, by=by, cooperative=cooperative)
    context = {"ending": by.phone[-2:]}
    tell_managers(
        cooperative=cooperative, template="second_officer_declined", context=context, path_name="workspace:join"
    )


def _named(public_id: str, by: User) -> tuple[Invitation, Cooperative]:
    """The nomination of `by` and its cooperative, both locked, the cooperative first."""
    found = nominations_of(by).filter(public_id=public_id).first()
    if found is None:
        raise NotNamed(public_id)
    cooperative = cooperative_for_update(found.cooperative_id)
    named = row_for_update(Invitation, found.pk)
    is_open = nominations_of(by).filter(pk=named.pk).exists()
    if not is_open or officer_count(cooperative) >= OFFICERS_NEEDED:
        raise NotNamed(public_id)
    return named, cooperative


def _tell_named(named: Invitation, language: str) -> None:
    # Whoever has the number may have chosen a language here before.
    known = User.objects.with_phone(named.phone)
    language = known.language if known else language
    with translation.override(language):
        context = {
            "by": named.invited_by.get_full_name() or named.invited_by.phone,
            "cooperative": str(named.cooperative),
            "path": reverse("workspace:join-asked"),
        }
    enqueue(
        key=f"second-officer:{named.public_id}",
        channel=Channel.SMS,
        recipient=named.phone,
        language=language,
        template="second_officer_named",
        context=context,
    )
