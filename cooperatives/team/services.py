"""A cooperative's team: invited, accepted, given another role, left. Leaving ends access and hides nothing."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import record_act
from cooperatives.encryption import digest
from cooperatives.enums import Role
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership, UnionMembership
from cooperatives.officers.locks import team_for_update
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.services import AlreadyMember
from cooperatives.team.exceptions import (
    InvitationOver,
    InvitedByNumber,
    InvitedTooOften,
    LastManager,
    NotInTheTeam,
    OfficerStays,
    TooManyInvitations,
)
from cooperatives.team.locks import invitation_for_update
from cooperatives.team.models import Invitation
from cooperatives.team.selectors import open_invitations
from cooperatives.team.taking_back import take_back

GOOD_FOR = timedelta(days=7)
AT_ONCE = 20
# Messages cost money, and a number must not be written to again and again.
SENT_A_DAY = 20
OFFICERS = 2


@transaction.atomic
def invite(*, cooperative_id: int, role: str, by: User, phone: str = "") -> tuple[Invitation, str]:
    """Keep a place for somebody: with a number (E.164), by a message that only its holder can use; else by a link.

    Answers the invitation and its token, of which only a digest is kept. A number that was invited before has a new
    link. Raises `AlreadyMember`, `TooManyInvitations` or `InvitedTooOften`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    phone_digest = digest(phone) if phone else ""
    members = Membership.objects.current().filter(cooperative=cooperative)
    if phone and members.filter(user__phone_digest=phone_digest).exists():
        raise AlreadyMember(cooperative.public_id)
    now = clock.now()
    if phone:
        before = Invitation.objects.filter(cooperative=cooperative, phone_digest=phone_digest)
        before.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    if open_invitations(cooperative).count() >= AT_ONCE:
        raise TooManyInvitations(cooperative.public_id)
    if phone and _sent_since(cooperative, now - timedelta(days=1)) >= SENT_A_DAY:
        raise InvitedTooOften(cooperative.public_id)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        cooperative=cooperative,
        role=role,
        token_digest=digest(f"invitation:{token}"),
        phone=phone,
        phone_digest=phone_digest,
        invited_by=by,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    _log("invite", invitation, by)
    if phone:
        _send(invitation, token)
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, by: User) -> Invitation:
    """Call an invitation off: its link opens nothing any more. Raises `InvitationOver`."""
    invitation = invitation_for_update(invitation_id)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationOver(invitation_id)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    _log("withdraw", invitation, by)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation_id: int, by: User, first_name: str = "", last_name: str = "") -> Membership:
    """Take the place that was kept: from now on the person works for the cooperative.

    The first manager whom the only officer invites becomes the second officer. Raises `InvitationOver`,
    `InvitedByNumber` or `AlreadyMember`.
    """
    invitation = invitation_for_update(invitation_id)
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= clock.now():
        raise InvitationOver(invitation_id)
    if invitation.phone_digest and invitation.phone_digest != by.phone_digest:
        raise InvitedByNumber(invitation_id)
    cooperative = invitation.cooperative
    team = list(Membership.objects.current().filter(cooperative=cooperative))
    if any(each.user_id == by.pk for each in team):
        raise AlreadyMember(by.public_id)
    officers = [each.user_id for each in team if each.is_officer]
    is_second = invitation.role == Role.MANAGER and officers == [invitation.invited_by_id] and bool(by.phone)
    _name(by, first_name, last_name)
    membership = Membership(
        user=by, cooperative=cooperative, role=invitation.role, is_officer=is_second, joined_at=clock.now()
    )
    write_new(row=membership, by=by, cooperative=cooperative)
    invitation.accepted_at, invitation.accepted_by = clock.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _log("accept", invitation, by)
    return membership


@transaction.atomic
def leave(*, cooperative_id: int, by: User) -> Membership:
    """End one's own place in a cooperative. Raises `NotInTheTeam`, `LastManager` or `OfficerStays`."""
    cooperative, team = team_for_update(cooperative_id)
    membership = _place_of(by.pk, team)
    _check_manager_stays(membership, team)
    if membership.is_officer and sum(each.is_officer for each in team) <= OFFICERS:
        raise OfficerStays(cooperative_id)
    _end(membership, cooperative, by)
    return membership


@transaction.atomic
def end_member(*, cooperative_id: int, user_id: int, by: User) -> Membership:
    """End another's place in a cooperative; an officer's is ended by the officers together.

    Raises `NotInTheTeam`, `LastManager` or `OfficerStays`.
    """
    cooperative, team = team_for_update(cooperative_id)
    membership = _place_of(user_id, team)
    if membership.is_officer:
        raise OfficerStays(cooperative_id)
    _check_manager_stays(membership, team)
    _end(membership, cooperative, by)
    return membership


@transaction.atomic
def give_role(*, cooperative_id: int, user_id: int, role: str, by: User) -> Membership:
    """Give a member another role: the place ends and one with the new role begins.

    Raises `NotInTheTeam`, `LastManager` or `OfficerStays`.
    """
    cooperative, team = team_for_update(cooperative_id)
    membership = _place_of(user_id, team)
    if membership.role == role:
        return membership
    if membership.is_officer:
        raise OfficerStays(cooperative_id)
    _check_manager_stays(membership, team)
    change_locked(row=membership, values={"left_at": clock.now()}, by=by, cooperative=cooperative)
    if membership.role == Role.MANAGER:
        take_back(membership.user_id, cooperative, by=by)
    again = Membership(user=membership.user, cooperative=cooperative, role=role, joined_at=clock.now())
    return write_new(row=again, by=by, cooperative=cooperative)


@transaction.atomic
def show_to_union(*, union_membership_id: int, shows_catalogue: bool, shows_figures: bool, by: User) -> UnionMembership:
    """Say what a cooperative lets its union see: its catalogue, its figures."""
    joined = UnionMembership.objects.select_related("union").get(pk=union_membership_id)
    cooperative = cooperative_for_update(joined.cooperative_id)
    joined.refresh_from_db(fields=["shows_catalogue", "shows_figures"])
    values = {"shows_catalogue": shows_catalogue, "shows_figures": shows_figures}
    return change_locked(row=joined, values=values, by=by, cooperative=cooperative)


def _place_of(user_id: int, team: list[Membership]) -> Membership:
    membership = next((each for each in team if each.user_id == user_id), None)
    if membership is None:
        raise NotInTheTeam(user_id)
    return membership


def _check_manager_stays(membership: Membership, team: list[Membership]) -> None:
    others = [each for each in team if each.pk != membership.pk and each.role == Role.MANAGER]
    if membership.role == Role.MANAGER and not others:
        raise LastManager(membership.cooperative_id)


def _end(membership: Membership, cooperative: Cooperative, by: User) -> None:
    """End access from now on, with all that the person has opened for others and that still waits."""
    change_locked(row=membership, values={"left_at": clock.now()}, by=by, cooperative=cooperative)
    take_back(membership.user_id, cooperative, by=by)


def _sent_since(cooperative: Cooperative, moment: datetime) -> int:
    """How many messages with an invitation went out since then."""
    sent = Invitation.objects.filter(cooperative=cooperative, created_at__gt=moment)
    return sent.exclude(phone_digest="").count()


def _name(user: User, first_name: str, last_name: str) -> None:
    """Write what the person is called, where the account does not say it."""
    if not user.get_full_name() and (first_name or last_name):
        user.first_name, user.last_name = first_name, last_name
        user.save(update_fields=["first_name", "last_name"])


def _send(invitation: Invitation, token: str) -> None:
    known = User.objects.with_phone(invitation.phone)
    language = known.language if known else invitation.invited_by.language
    with translation.override(language):
        path = reverse("workspace:invitation", args=[token])
        context = {"cooperative": str(invitation.cooperative), "role": invitation.get_role_display(), "path": path}
    enqueue(
        key=f"invitation:{invitation.public_id}",
        channel=Channel.SMS,
        recipient=invitation.phone,
        language=language,
        template="team_invitation",
        context=context,
    )


def _log(verb: str, invitation: Invitation, by: User) -> None:
    record_act(
        action=f"invitation.{verb}",
        subject=invitation,
        by=by,
        cooperative=invitation.cooperative,
        after={"role": invitation.role},
    )
