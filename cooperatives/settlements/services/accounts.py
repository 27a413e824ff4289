"""Where a cooperative's payouts go: its manager writes the account, staff check it against the bank's paper."""

import structlog
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.encryption import digest
from cooperatives.enums import Role
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.settlements.exceptions import (
    AccountReplaced,
    AccountSettledBefore,
    CheckedByItsAuthor,
    RibDiffers,
)
from cooperatives.settlements.locks import bank_account_for_update
from cooperatives.settlements.models import BankAccount, PostalAddressee
from cooperatives.settlements.rib import read_rib

logger = structlog.get_logger(__name__)


@transaction.atomic
def add_bank_account(*, cooperative_id: int, holder: str, rib: str, by: User) -> BankAccount:
    """Give a cooperative another account in the place of its present one; staff check it before it is used.

    The account that it has already, given again, stays as it is. Raises a `RibRefused`.
    """
    digits = read_rib(rib)
    cooperative = cooperative_for_update(cooperative_id)
    current = BankAccount.objects.filter(cooperative=cooperative, replaced_at__isnull=True).first()
    if current and not current.rejected_at and (current.rib_digest, current.holder) == (digest(digits), holder):
        return current
    BankAccount.objects.filter(cooperative=cooperative, replaced_at__isnull=True).update(replaced_at=clock.now())
    account = BankAccount.objects.create(
        cooperative=cooperative,
        holder=holder,
        rib=digits,
        rib_digest=digest(digits),
        last4=digits[-4:],
        added_by=by,
    )
    record_act(
        action="bank_account.add",
        subject=account,
        by=by,
        cooperative=cooperative,
        before={"last4": current.last4} if current else {},
        after={"holder": holder, "last4": account.last4},
    )
    _tell_managers(account, "changed")
    return account


@transaction.atomic
def check_bank_account(*, account_id: int, rib: str, by: User) -> BankAccount:
    """Say that an account is the one on the bank's paper, by typing its RIB from there.

    Raises `CheckedByItsAuthor`, `RibDiffers`, `AccountReplaced`, `AccountSettledBefore` or a
    `RibRefused`.
    """
    account = _to_be_looked_at(account_id)
    if account.checked_at or account.rejected_at:
        raise AccountSettledBefore(account_id)
    if account.added_by_id == by.pk:
        raise CheckedByItsAuthor(account_id)
    if digest(read_rib(rib)) != account.rib_digest:
        logger.warning("bank_account_refused", account=account.public_id, why="rib_differs", by=by.public_id)
        raise RibDiffers(account_id)
    account.checked_by, account.checked_at = by, clock.now()
    account.save(update_fields=["checked_by", "checked_at"])
    _record("check", account, by, {"last4": account.last4})
    return account


@transaction.atomic
def reject_bank_account(*, account_id: int, reason: str, by: User) -> BankAccount:
    """Turn an account down, also one that was checked: nothing is sent to it any more.

    Raises `AccountReplaced` or `AccountSettledBefore`.
    """
    account = _to_be_looked_at(account_id)
    if account.rejected_at:
        raise AccountSettledBefore(account_id)
    account.checked_by = account.checked_at = None
    account.rejected_by, account.rejected_at, account.rejected_because = by, clock.now(), reason
    account.save(update_fields=["checked_by", "checked_at", "rejected_by", "rejected_at", "rejected_because"])
    _record("reject", account, by, {"last4": account.last4, "reason": reason})
    _tell_managers(account, "rejected")
    return account


@transaction.atomic
def add_postal_addressee(*, cooperative_id: int, name: str, cin: str, office: str, by: User) -> PostalAddressee:
    """Say who collects a cooperative's postal orders from now on, in the place of who did before."""
    cooperative = cooperative_for_update(cooperative_id)
    PostalAddressee.objects.filter(cooperative=cooperative, replaced_at__isnull=True).update(replaced_at=clock.now())
    addressee = PostalAddressee.objects.create(cooperative=cooperative, name=name, cin=cin, office=office, added_by=by)
    record_act(
        action="postal_addressee.add",
        subject=addressee,
        by=by,
        cooperative=cooperative,
        after={"name": name, "office": office},
    )
    return addressee


@transaction.atomic
def end_postal_addressee(*, cooperative_id: int, by: User) -> None:
    """Take the addressee of a cooperative's postal orders away; nothing happens where there is none."""
    cooperative: Cooperative = cooperative_for_update(cooperative_id)
    addressee = PostalAddressee.objects.filter(cooperative=cooperative, replaced_at__isnull=True).first()
    if addressee is None:
        return
    addressee.replaced_at = clock.now()
    addressee.save(update_fields=["replaced_at"])
    record_act(action="postal_addressee.end", subject=addressee, by=by, cooperative=cooperative)


def _to_be_looked_at(account_id: int) -> BankAccount:
    account = bank_account_for_update(account_id)
    if account.replaced_at:
        raise AccountReplaced(account_id)
    return account


def _record(verb: str, account: BankAccount, by: User, after: dict[str, str]) -> None:
    record_act(action=f"bank_account.{verb}", subject=account, by=by, cooperative=account.cooperative, after=after)


def _tell_managers(account: BankAccount, what: str) -> None:
    """Write to every manager: whoever changes where money goes may be none of them."""
    managers = Membership.objects.current().filter(cooperative=account.cooperative, role=Role.MANAGER)
    for membership in managers.select_related("user").order_by("pk"):
        user = membership.user
        if not user.phone:
            continue
        with translation.override(user.language):
            context = {
                "cooperative": str(account.cooperative),
                "last4": account.last4,
                "reason": account.rejected_because,
                "path": reverse("workspace:bank"),
            }
        enqueue(
            key=f"bank-account:{account.public_id}:{what}:{membership.pk}",
            channel=Channel.SMS,
            recipient=user.phone,
            language=user.language,
            template=f"bank_account_{what}",
            context=context,
        )
