"""The only writer of the book: balanced transactions, posted once each, many at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.ledger.enums import AccountKind, EntryKind
from cooperatives.ledger.models import LedgerAccount, LedgerEntry, LedgerTransaction

BATCH = 2000


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by its code; it is opened when it is first posted to."""

    code: str
    kind: AccountKind
    cooperative_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One transaction to be: `entries` are (account, dirhams), debit positive, summing to zero."""

    key: str
    kind: EntryKind
    counts_on: date
    entries: Sequence[tuple[AccountRef, Decimal]] = field(default_factory=tuple)
    note: str = ""


class Unbalanced(Exception):
    """The entries of a posting do not sum to zero."""


def held_by_cooperative(cooperative_id: int) -> AccountRef:
    return AccountRef(f"held:coop:{cooperative_id}", AccountKind.HELD_BY_COOPERATIVE, cooperative_id)


def held_by_operator(operator_code: str) -> AccountRef:
    return AccountRef(f"held:operator:{operator_code}", AccountKind.HELD_BY_OPERATOR)


def held_by_carrier(carrier_code: str) -> AccountRef:
    return AccountRef(f"held:carrier:{carrier_code}", AccountKind.HELD_BY_CARRIER)


def owed_to_cooperative(cooperative_id: int) -> AccountRef:
    return AccountRef(f"coop:{cooperative_id}", AccountKind.COOPERATIVE, cooperative_id)


COMMISSION = AccountRef("commission", AccountKind.COMMISSION)
COMMISSION_TAX = AccountRef("commission:tax", AccountKind.COMMISSION_TAX)
DELIVERY = AccountRef("delivery", AccountKind.DELIVERY)


@transaction.atomic
def post(postings: Iterable[Posting]) -> dict[str, int]:
    """Write `postings` in one go and answer the transaction id of each key.

    A key that is in the book already is left as it is and is missing from the answer. Amounts
    of zero are dropped. Raises `Unbalanced` before anything is written.
    """
    merged = [(posting, _merge(posting)) for posting in postings]
    for posting, entries in merged:
        if sum(entries.values(), Decimal(0)) != 0:
            raise Unbalanced(posting.key)
    new_ids = _insert_transactions([posting for posting, _ in merged])
    account_ids = open_accounts({ref for _, entries in merged for ref in entries})
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(transaction_id=new_ids[posting.key], account_id=account_ids[ref.code], amount=amount)
            for posting, entries in merged
            if posting.key in new_ids
            for ref, amount in entries.items()
        ],
        batch_size=BATCH,
    )
    return new_ids


def _merge(posting: Posting) -> dict[AccountRef, Decimal]:
    entries: dict[AccountRef, Decimal] = {}
    for ref, amount in posting.entries:
        entries[ref] = entries.get(ref, Decimal(0)) + amount
    return {ref: amount for ref, amount in entries.items() if amount}


def _insert_transactions(postings: Sequence[Posting]) -> dict[str, int]:
    """Insert those whose key is new.

    A rival posting the same key at this moment makes one of the two fail on the unique key:
    its whole transaction is repeated, and then finds the key here.
    """
    keys = [posting.key for posting in postings]
    known = set(LedgerTransaction.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = {posting.key: posting for posting in postings if posting.key not in known}
    posted_at = clock.now()
    rows = [
        LedgerTransaction(
            key=posting.key, kind=posting.kind, counts_on=posting.counts_on, posted_at=posted_at, note=posting.note
        )
        for posting in fresh.values()
    ]
    LedgerTransaction.objects.bulk_create(rows, batch_size=BATCH)
    return {row.key: row.pk for row in rows}


def open_accounts(refs: set[AccountRef]) -> dict[str, int]:
    """The id of each account, opened where it is new; in code order, so that rivals cannot deadlock."""
    codes = [ref.code for ref in refs]
    known = dict(LedgerAccount.objects.filter(code__in=codes).values_list("code", "id"))
    missing = sorted((ref for ref in refs if ref.code not in known), key=lambda ref: ref.code)
    if missing:
        LedgerAccount.objects.bulk_create(
            [LedgerAccount(code=ref.code, kind=ref.kind, cooperative_id=ref.cooperative_id) for ref in missing],
            ignore_conflicts=True,
        )
        known = dict(LedgerAccount.objects.filter(code__in=codes).values_list("code", "id"))
    return known
