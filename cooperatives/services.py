"""What the platform's staff and a cooperative's managers do with a cooperative and its people."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import user_of_phone
from cooperatives.audit.records import change_locked, write_changes, write_new
from cooperatives.audit.services import ForbiddenMove, log_status, move_status, record_act
from cooperatives.certificates import schedule_notice
from cooperatives.enums import COOPERATIVE_MOVES, CooperativeStatus, Role
from cooperatives.joining.exceptions import StillMissing
from cooperatives.joining.selectors import what_keeps_from_approval
from cooperatives.locks import cooperative_for_update, row_for_update
from cooperatives.models import Cooperative, Membership, SignHeld
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.team.taking_back import take_back
from cooperatives.texts import slug

USUAL_LANGUAGE = "ar"
SLUG_ONCE = "cooperatives_cooperative_slug_key"


class AlreadyMember(Exception):
    """This person belongs to the cooperative now."""


class MembershipEnded(Exception):
    """This person left the cooperative before."""


@transaction.atomic
def register_cooperative(
    *, values: Mapping[str, Any], support_programme_ids: Collection[int] = (), by: User
) -> Cooperative:
    """Write a cooperative that asks to join; it sells once its papers were checked."""
    cooperative = Cooperative(**values)
    write_new_cooperative(row=cooperative, by=by)
    cooperative.support_programmes.set(support_programme_ids)
    log_status(cooperative, old="", by=by)
    return cooperative


@transaction.atomic
def edit_cooperative(
    *,
    cooperative_id: int,
    values: Mapping[str, Any],
    support_programme_ids: Collection[int] | None = None,
    by: User,
) -> Cooperative:
    """Write what is known of a cooperative: names, place, counts, papers, telephone."""
    cooperative = cooperative_for_update(cooperative_id)
    change_locked(row=cooperative, values=values, by=by, cooperative=cooperative)
    if support_programme_ids is not None:
        _set_support_programmes(cooperative, set(support_programme_ids), by)
    return cooperative


@transaction.atomic
def approve_cooperative(*, cooperative_id: int, by: User) -> Cooperative:
    """Say that a cooperative's papers were all accepted: from now on it sells.

    Raises `ForbiddenMove`, and `StillMissing` with what is not there or not accepted yet.
    """
    # Under the lock that whoever judges or sends a paper takes too.
    cooperative = cooperative_for_update(cooperative_id)
    if cooperative.status == CooperativeStatus.APPLIED and (missing := what_keeps_from_approval(cooperative)):
        raise StillMissing(missing)
    return _move(cooperative_id, CooperativeStatus.APPLIED, CooperativeStatus.APPROVED, by=by, message="approved")


@transaction.atomic
def refuse_cooperative(*, cooperative_id: int, reason: str, by: User) -> Cooperative:
    """Say that a cooperative is not taken, for a reason that is kept and told to it.

    It may mend what was wrong and send its papers again. Raises `ForbiddenMove`.
    """
    return _move(
        cooperative_id,
        CooperativeStatus.APPLIED,
        CooperativeStatus.REFUSED,
        by=by,
        message="refused",
        reason=reason,
    )


@transaction.atomic
def suspend_cooperative(*, cooperative_id: int, reason: str, by: User) -> Cooperative:
    """Take a cooperative's products off the shop, for a reason that is kept and told to it.

    Its members still answer for orders already accepted, and for their money. Raises `ForbiddenMove`.
    """
    return _move(
        cooperative_id,
        CooperativeStatus.APPROVED,
        CooperativeStatus.SUSPENDED,
        by=by,
        message="suspended",
        reason=reason,
    )


@transaction.atomic
def reinstate_cooperative(*, cooperative_id: int, by: User) -> Cooperative:
    """Let a suspended cooperative sell again, everywhere at once. Raises `ForbiddenMove`."""
    return _move(cooperative_id, CooperativeStatus.SUSPENDED, CooperativeStatus.APPROVED, by=by, message="reinstated")


@transaction.atomic
def invite_member(
    *,
    cooperative_id: int,
    phone: str,
    role: str,
    by: User,
    first_name: str = "",
    last_name: str = "",
    language: str = USUAL_LANGUAGE,
) -> Membership:
    """Let the person whose number is `phone` (E.164) work for a cooperative, and tell them how to sign in.

    Raises `AlreadyMember`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    user = user_of_phone(phone=phone, language=language)
    if Membership.objects.current().filter(user=user, cooperative=cooperative).exists():
        raise AlreadyMember(user.public_id)
    if not user.get_full_name() and (first_name or last_name):
        user.first_name, user.last_name = first_name, last_name
        user.save(update_fields=["first_name", "last_name"])
    membership = _begin(user, cooperative, role, by)
    _tell_invited(membership)
    return membership


@transaction.atomic
def change_role(*, membership_id: int, role: str, by: User) -> Membership:
    """Give a member another role: the membership ends and one with the new role begins.

    Raises `MembershipEnded`.
    """
    membership = _membership_for_update(membership_id)
    if membership.left_at:
        raise MembershipEnded(membership_id)
    if membership.role == role:
        return membership
    _end(membership, by)
    return _begin(membership.user, membership.cooperative, role, by)


@transaction.atomic
def end_membership(*, membership_id: int, by: User) -> Membership:
    """End a person's access to a cooperative from now on; what they did stays. Raises `MembershipEnded`."""
    membership = _membership_for_update(membership_id)
    if membership.left_at:
        raise MembershipEnded(membership_id)
    _end(membership, by)
    return membership


@transaction.atomic
def hold_sign(
    *, cooperative_id: int, sign_id: int, certifier: str, number: str, expires_on: date, by: User
) -> SignHeld:
    """Write a certificate that a cooperative showed for a quality sign."""
    cooperative = cooperative_for_update(cooperative_id)
    held = SignHeld(cooperative=cooperative, sign_id=sign_id, certifier=certifier, number=number, expires_on=expires_on)
    write_new(row=held, by=by, cooperative=cooperative)
    schedule_notice(held)
    return held


@transaction.atomic
def edit_sign_held(*, sign_held_id: int, values: Mapping[str, Any], by: User) -> SignHeld:
    """Correct or renew a certificate; one that has expired hides itself from shoppers."""
    cooperative = Cooperative.objects.get(signs_held=sign_held_id)
    held = write_changes(model=SignHeld, pk=sign_held_id, values=values, by=by, cooperative=cooperative)
    schedule_notice(held)
    return held


def _move(
    cooperative_id: int,
    old: CooperativeStatus,
    new: CooperativeStatus,
    *,
    by: User,
    message: str,
    reason: str = "",
) -> Cooperative:
    cooperative = cooperative_for_update(cooperative_id)
    # The table has two ways to "approved": each verb goes only its own.
    if cooperative.status != old:
        raise ForbiddenMove(cooperative.status, new)
    move_status(cooperative, to=new, moves=COOPERATIVE_MOVES, by=by, reason=reason)
    cooperative.suspended_at = clock.now() if new == CooperativeStatus.SUSPENDED else None
    cooperative.save(update_fields=["status", "suspended_at"])
    record_act(
        action=f"cooperative.{message}",
        subject=cooperative,
        by=by,
        cooperative=cooperative,
        before={"status": old},
        after={"status": new} | ({"reason": reason} if reason else {}),
    )
    tell_managers(cooperative=cooperative, template=f"cooperative_{message}", context={"reason": reason})
    return cooperative


@transaction.atomic
def write_new_cooperative(*, row: Cooperative, by: User, logged_for: Cooperative | None = None) -> Cooperative:
    """Save a new cooperative under an address after its name that no other one has."""
    wanted, own = _addresses(row)
    row.slug = own if Cooperative.objects.filter(slug=wanted).exists() else wanted
    try:
        with transaction.atomic():
            return write_new(row=row, by=by, cooperative=logged_for)
    except IntegrityError as error:
        # Somebody wrote one of the same name between the question and the answer: the table itself says so.
        if row.slug == own or SLUG_ONCE not in str(error):
            raise
    row.slug = own
    return write_new(row=row, by=by, cooperative=logged_for)


def _addresses(cooperative: Cooperative) -> tuple[str, str]:
    """The address after its name, and the one that no other cooperative can have."""
    names = (cooperative.name_fr, cooperative.name_en, cooperative.name_ar)  # type: ignore[attr-defined]
    wanted = slug(next(filter(None, names), ""))[:100]
    return wanted, f"{wanted}-{cooperative.public_id}"


def _set_support_programmes(cooperative: Cooperative, wanted: set[int], by: User) -> None:
    before = sorted(cooperative.support_programmes.values_list("pk", flat=True))
    if set(before) == wanted:
        return
    cooperative.support_programmes.set(wanted)
    record_act(
        action="cooperative.support_programmes",
        subject=cooperative,
        by=by,
        cooperative=cooperative,
        before={"support_programmes": before},
        after={"support_programmes": sorted(wanted)},
    )


def _membership_for_update(membership_id: int) -> Membership:
    """After the cooperative, as everybody takes them who changes a team."""
    cooperative_for_update(Membership.objects.values_list("cooperative_id", flat=True).get(pk=membership_id))
    return row_for_update(Membership, membership_id)


def _begin(user: User, cooperative: Cooperative, role: str, by: User) -> Membership:
    membership = Membership(user=user, cooperative=cooperative, role=role, joined_at=clock.now())
    return write_new(row=membership, by=by, cooperative=cooperative)


def _end(membership: Membership, by: User) -> None:
    change_locked(row=membership, values={"left_at": clock.now()}, by=by, cooperative=membership.cooperative)
    take_back(membership.user_id, membership.cooperative, by=by)


def _tell_invited(membership: Membership) -> None:
    user = membership.user
    with translation.override(user.language):
        context = {"cooperative": str(membership.cooperative), "path": reverse("account_login")}
    enqueue(
        key=f"membership:{membership.pk}:invited",
        channel=Channel.SMS,
        recipient=user.phone,
        language=user.language,
        template="membership_invited",
        context=context,
    )


def tell_managers(
    *, cooperative: Cooperative, template: str, context: Mapping[str, Any], path_name: str = "workspace:home"
) -> None:
    """Write to each manager, and to the cooperative's own number where that is another."""
    languages = {cooperative.phone: USUAL_LANGUAGE} if cooperative.phone else {}
    managers = Membership.objects.current().filter(cooperative=cooperative, role=Role.MANAGER, user__is_active=True)
    for membership in managers.select_related("user").order_by("pk"):
        if membership.user.phone:
            languages[membership.user.phone] = membership.user.language
    for place, (phone, language) in enumerate(languages.items()):
        with translation.override(language):
            about = {"cooperative": str(cooperative), "path": reverse(path_name)}
        enqueue(
            key=f"cooperative:{cooperative.public_id}:{template}:{clock.now():%Y%m%d%H%M%S%f}:{place}",
            channel=Channel.SMS,
            recipient=phone,
            language=language,
            template=template,
            context={**about, **context},
        )
