"""Contracts signed at a fair and public money spent on it: written down apart, withdrawn, never erased."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.locks import row_for_update
from fairs.enums import ContractKind
from fairs.models import Edition, Participation, PublicSpending, SignedContract

Row = TypeVar("Row", SignedContract, PublicSpending)


class AlreadyWithdrawn(Exception):
    """It was withdrawn before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContract:
    """What a participant signed, in dirhams over its whole term."""

    participation: Participation
    kind: ContractKind
    counterpart: str
    amount: Decimal
    signed_on: date
    note: str = ""


@transaction.atomic
def add_contract(*, contract: NewContract, by: User) -> SignedContract:
    """Write down a contract or an order signed at a fair; a closed edition takes them too, since no figure moves."""
    row = SignedContract(
        participation=contract.participation,
        kind=contract.kind,
        counterpart=contract.counterpart,
        amount=contract.amount,
        signed_on=contract.signed_on,
        note=contract.note,
        recorded_by=by,
    )
    return write_new(row=row, by=by, cooperative=contract.participation.cooperative)


@transaction.atomic
def withdraw_contract(*, contract_id: int, by: User) -> SignedContract:
    """Count a contract no more; it stays on record. Raises `AlreadyWithdrawn`."""
    return _withdrawn(row_for_update(SignedContract, contract_id), by)


@transaction.atomic
def add_spending(*, edition: Edition, label: str, amount: Decimal, source: str, by: User) -> PublicSpending:
    """Write down public money spent on an edition, and where the figure comes from."""
    row = PublicSpending(edition=edition, label=label, amount=amount, source=source, recorded_by=by)
    return write_new(row=row, by=by)


@transaction.atomic
def withdraw_spending(*, spending_id: int, by: User) -> PublicSpending:
    """Count an entry of public money no more; it stays on record. Raises `AlreadyWithdrawn`."""
    return _withdrawn(row_for_update(PublicSpending, spending_id), by)


def _withdrawn(row: Row, by: User) -> Row:
    if row.withdrawn_at:
        raise AlreadyWithdrawn(str(row))
    return change_locked(row=row, values={"withdrawn_at": clock.now(), "withdrawn_by": by}, by=by)
