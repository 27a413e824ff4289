"""What is done once another officer agreed, or at once where there is no other: one function for each matter."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.accounts.services import change_phone
from cooperatives.audit.records import change_locked
from cooperatives.enums import Role
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.officers import recovering
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import AlreadyOfficer, NotAManager, TooFewOfficers
from cooperatives.officers.locks import team_for_update
from cooperatives.settlements.services.accounts import add_bank_account, add_postal_addressee

KEPT = 2
Asked = Mapping[str, Any]


def perform(act: str, asked: Asked, *, cooperative: Cooperative, by: User) -> None:
    """Do what was asked for, in the caller's transaction, which holds the cooperative's row."""
    _ACTS[act](asked, cooperative, by)


def _phone(asked: Asked, cooperative: Cooperative, by: User) -> None:
    """Another number: the person's own, or one that a field agent asks for in the place of a lost telephone."""
    if "recovery" in asked:
        recovering.finish(asked["recovery"], by=by)
    else:
        change_phone(user_id=by.pk, phone=asked["phone"])


def _bank_account(asked: Asked, cooperative: Cooperative, by: User) -> None:
    add_bank_account(cooperative_id=cooperative.pk, holder=asked["holder"], rib=asked["rib"], by=by)


def _addressee(asked: Asked, cooperative: Cooperative, by: User) -> None:
    add_postal_addressee(
        cooperative_id=cooperative.pk, name=asked["name"], cin=asked["cin"], office=asked["office"], by=by
    )


def _officer(asked: Asked, cooperative: Cooperative, by: User) -> None:
    """Make a manager an officer, or an officer a manager like others while two stay.

    Raises `NotAManager`, `AlreadyOfficer` or `TooFewOfficers`.
    """
    _cooperative, team = team_for_update(cooperative.pk)
    wanted: bool = asked["is_officer"]
    membership = next((each for each in team if each.user_id == asked["member"]), None)
    if membership is None or membership.role != Role.MANAGER:
        raise NotAManager(asked["member"])
    if wanted and membership.is_officer:
        raise AlreadyOfficer(asked["member"])
    if not wanted and _officers_without(membership, team) < KEPT:
        raise TooFewOfficers(cooperative.pk)
    change_locked(row=membership, values={"is_officer": wanted}, by=by, cooperative=cooperative)


def _officers_without(membership: Membership, team: list[Membership]) -> int:
    return sum(each.is_officer for each in team if each.pk != membership.pk)


_ACTS: dict[str, Callable[[Asked, Cooperative, User], None]] = {
    ConsentAct.PHONE: _phone,
    ConsentAct.BANK_ACCOUNT: _bank_account,
    ConsentAct.POSTAL_ADDRESSEE: _addressee,
    ConsentAct.OFFICER: _officer,
}


@transaction.atomic
def step_down(*, cooperative_id: int, by: User) -> None:
    """Be a manager like others from now on, while two officers stay. Raises `NotAManager` or `TooFewOfficers`."""
    cooperative = cooperative_for_update(cooperative_id)
    perform(ConsentAct.OFFICER, {"member": by.pk, "is_officer": False}, cooperative=cooperative, by=by)
