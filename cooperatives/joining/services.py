"""Joining: a cooperative is begun, tells of itself, and is sent for checking."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_changes, write_new
from cooperatives.audit.services import ForbiddenMove, log_status, move_status, record_act
from cooperatives.enums import COOPERATIVE_MOVES, CooperativeStatus, OrganisationKind, Role
from cooperatives.joining.enums import PaperKind, PaperStatus
from cooperatives.joining.exceptions import (
    AllAreWomen,
    BeingChecked,
    IceTaken,
    NameChecked,
    NumberChecked,
    StillMissing,
    TooManyBegun,
)
from cooperatives.joining.selectors import SHOWN_BY, facts_are_open, ice_is_taken, standing_papers, what_is_missing
from cooperatives.locks import cooperative_for_update, row_for_update, users_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.services import tell_managers, write_new_cooperative
from cooperatives.texts import LANGUAGES

# Somebody who begins again and again is a machine, or lost: either way a person should look.
BEGUN_AT_ONCE = 3
WITHDRAWN_COUNTS_FOR = timedelta(days=1)
NAMES = frozenset(f"name_{language}" for language in LANGUAGES)
SENT_FROM = (CooperativeStatus.JOINING, CooperativeStatus.REFUSED)


@transaction.atomic
def begin_joining(*, name: str, language: str, kind: str, commune_id: str, by: User) -> Cooperative:
    """Write a cooperative that is about to join, with `by` as its first officer. Raises `TooManyBegun`."""
    # Two phones of one person begin one after the other: the second counts what the first wrote.
    users_for_update([by.pk])
    begun = Membership.objects.current().filter(user=by).filter(_is_begun())
    if begun.count() >= BEGUN_AT_ONCE:
        raise TooManyBegun(by.public_id)
    cooperative = Cooperative(
        kind=kind, status=CooperativeStatus.JOINING, commune_id=commune_id, phone=by.phone, **{f"name_{language}": name}
    )
    write_new_cooperative(row=cooperative, by=by, logged_for=cooperative)
    log_status(cooperative, old="", by=by)
    membership = Membership(user=by, cooperative=cooperative, role=Role.MANAGER, is_officer=True, joined_at=clock.now())
    write_new(row=membership, by=by, cooperative=cooperative)
    return cooperative


@transaction.atomic
def write_about(*, cooperative_id: int, values: Mapping[str, Any], by: User) -> Cooperative:
    """Write what a cooperative tells of itself on its way in.

    Raises `BeingChecked`, `NumberChecked`, `NameChecked`, `AllAreWomen` and `IceTaken`; nothing has been written then.
    """
    cooperative = cooperative_for_update(cooperative_id)
    changed = {name: value for name, value in values.items() if getattr(cooperative, name) != value}
    if not changed:
        return cooperative
    _refuse_what_is_checked(cooperative, changed)
    _refuse_men_among_women(cooperative, changed)
    if changed.get("ice") and ice_is_taken(changed["ice"]):
        raise IceTaken(changed["ice"])
    try:
        with transaction.atomic():
            return change_locked(row=cooperative, values=changed, by=by, cooperative=cooperative)
    except IntegrityError as error:
        # Somebody else wrote it between the question and the answer.
        if "cooperative_ice_once" in str(error):
            raise IceTaken(changed.get("ice", "")) from error
        raise


@transaction.atomic
def send_for_checking(*, cooperative_id: int, by: User) -> Cooperative:
    """Say that everything is told and sent: staff look at it from now on.

    Raises `StillMissing` with what is not there, and `ForbiddenMove`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    old = cooperative.status
    if old not in SENT_FROM:
        raise ForbiddenMove(old, CooperativeStatus.APPLIED)
    if missing := what_is_missing(cooperative):
        raise StillMissing(missing)
    move_status(cooperative, to=CooperativeStatus.APPLIED, moves=COOPERATIVE_MOVES, by=by)
    cooperative.save(update_fields=["status"])
    record_act(
        action="cooperative.sent_for_checking",
        subject=cooperative,
        by=by,
        cooperative=cooperative,
        before={"status": old},
        after={"status": cooperative.status},
    )
    return cooperative


@transaction.atomic
def withdraw_application(*, cooperative_id: int, reason: str, by: User) -> Cooperative:
    """Give up joining: staff do not look at it any more, and nothing of it is lost; `reason` may be empty.

    Its managers are told, so that no officer withdraws behind the other's back. Raises `ForbiddenMove`.
    """
    cooperative = _moved(cooperative_id, CooperativeStatus.WITHDRAWN, "withdrawn", by, reason)
    tell_managers(
        cooperative=cooperative,
        template="application_withdrawn",
        context={"by": by.get_full_name() or by.phone},
        path_name="workspace:join",
    )
    return cooperative


@transaction.atomic
def take_up_again(*, cooperative_id: int, by: User) -> Cooperative:
    """Go on with an application that was withdrawn, where it was left. Raises `ForbiddenMove`."""
    return _moved(cooperative_id, CooperativeStatus.JOINING, "taken_up_again", by)


@transaction.atomic
def leave_withdrawn(*, user_ids: Collection[int]) -> None:
    """End the places of people, whose accounts go, in applications that were withdrawn."""
    places = Membership.objects.current().filter(user__in=user_ids, cooperative__status=CooperativeStatus.WITHDRAWN)
    for cooperative_id, pk in list(places.order_by("cooperative_id", "pk").values_list("cooperative_id", "pk")):
        cooperative = cooperative_for_update(cooperative_id)
        # Taken up again meanwhile, it holds them once more.
        if cooperative.status == CooperativeStatus.WITHDRAWN:
            held = row_for_update(Membership, pk)
            change_locked(row=held, values={"left_at": clock.now()}, by=None, cooperative=cooperative)


@transaction.atomic
def name_oneself(*, user_id: int, name: str, by: User) -> User:
    """Write a person's own name, by which the other officer knows them."""
    first, _, last = " ".join(name.split()).partition(" ")
    return write_changes(model=User, pk=user_id, values={"first_name": first[:80], "last_name": last[:80]}, by=by)


def _moved(cooperative_id: int, to: CooperativeStatus, what: str, by: User, reason: str = "") -> Cooperative:
    cooperative = cooperative_for_update(cooperative_id)
    old = cooperative.status
    move_status(cooperative, to=to, moves=COOPERATIVE_MOVES, by=by, reason=reason)
    cooperative.save(update_fields=["status"])
    record_act(
        action=f"cooperative.{what}",
        subject=cooperative,
        by=by,
        cooperative=cooperative,
        before={"status": old},
        after={"status": to} | ({"reason": reason} if reason else {}),
    )
    return cooperative


def _is_begun() -> Q:
    """Who begins and withdraws again and again is a machine as well."""
    just_now = Q(cooperative__status=CooperativeStatus.WITHDRAWN, joined_at__gte=clock.now() - WITHDRAWN_COUNTS_FOR)
    return Q(cooperative__status=CooperativeStatus.JOINING) | just_now


def _refuse_what_is_checked(cooperative: Cooperative, changed: Mapping[str, Any]) -> None:
    if not facts_are_open(cooperative):
        raise BeingChecked(cooperative.public_id)
    sent = standing_papers(cooperative)
    for field, kind in SHOWN_BY.items():
        if field in changed and kind in sent and sent[kind].status == PaperStatus.ACCEPTED:
            raise NumberChecked(field)
    registration = sent.get(PaperKind.REGISTRATION)
    if registration and registration.status == PaperStatus.ACCEPTED and not changed.keys().isdisjoint(NAMES):
        raise NameChecked(cooperative.public_id)


def _refuse_men_among_women(cooperative: Cooperative, changed: Mapping[str, Any]) -> None:
    """The table's CHECK says so too; here it can be told beside its field."""
    after = {name: changed.get(name, getattr(cooperative, name)) for name in ("kind", "member_count", "women_count")}
    if after["kind"] == OrganisationKind.WOMEN and after["women_count"] != after["member_count"]:
        raise AllAreWomen(cooperative.public_id)
