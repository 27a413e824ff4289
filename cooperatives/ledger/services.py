"""The only writer of the book: balanced transactions, posted once each, many at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives import clock
from cooperatives.bulk import copy_rows
from cooperatives.ledger.enums import AccountKind, EntryKind
from cooperatives.ledger.models import LedgerEntry
from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import Rows, one_round_trip

# In key order, so that rivals cannot deadlock. One who posts the same key at this moment is waited for: once it has
# committed, the key is known and missing in the answer; if it failed, the key is ours.
INSERT_TRANSACTIONS = """
    INSERT INTO ledger_ledgertransaction (key, kind, counts_on, posted_at, note, reverses_id)
    SELECT key, kind, counts_on, %s, note, reverses
    FROM unnest(%s::text[], %s::text[], %s::date[], %s::text[], %s::bigint[])
        AS new (key, kind, counts_on, note, reverses)
    ORDER BY key
    ON CONFLICT (key) DO NOTHING
    RETURNING key, id
"""

INSERT_ACCOUNTS = """
    INSERT INTO ledger_ledgeraccount (code, kind, cooperative_id)
    SELECT code, kind, cooperative_id
    FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS new (code, kind, cooperative_id)
    ORDER BY code
    ON CONFLICT (code) DO NOTHING
"""
# One array: thousands of codes as parameters take longer to read than to find.
ACCOUNTS = "SELECT code, id FROM ledger_ledgeraccount WHERE code = ANY(%s)"


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by its code; it is opened when it is first posted to."""

    code: str
    kind: AccountKind
    cooperative_id: int | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One transaction to be: `entries` are (account, dirhams), debit positive, summing to zero.

    `reverses` is the id of the transaction that this one takes back; each is taken back once.
    """

    key: str
    kind: EntryKind
    counts_on: date
    entries: Sequence[tuple[AccountRef, Decimal]] = field(default_factory=tuple)
    note: str = ""
    reverses: int | None = None


class Unbalanced(Exception):
    """The entries of a posting do not sum to zero."""


def held_by_cooperative(cooperative_id: int) -> AccountRef:
    return AccountRef(f"held:coop:{cooperative_id}", AccountKind.HELD_BY_COOPERATIVE, cooperative_id)


def held_by_operator(operator_code: str) -> AccountRef:
    return AccountRef(f"held:operator:{operator_code}", AccountKind.HELD_BY_OPERATOR)


def held_by_carrier(carrier_code: str) -> AccountRef:
    return AccountRef(f"held:carrier:{carrier_code}", AccountKind.HELD_BY_CARRIER)


def owed_to_cooperative(cooperative_id: int) -> AccountRef:
    """What a cooperative may be paid out, less what it holds itself."""
    return AccountRef(f"coop:{cooperative_id}", AccountKind.COOPERATIVE, cooperative_id)


def pending_of_cooperative(cooperative_id: int) -> AccountRef:
    """What a cooperative has earned and may not be paid out yet."""
    return AccountRef(f"coop:{cooperative_id}:pending", AccountKind.COOPERATIVE_PENDING, cooperative_id)


def in_transit_to_cooperative(cooperative_id: int) -> AccountRef:
    """What was sent to a cooperative and did not arrive yet."""
    return AccountRef(f"coop:{cooperative_id}:transit", AccountKind.PAYOUT_TRANSIT, cooperative_id)


COMMISSION = AccountRef("commission", AccountKind.COMMISSION)
COMMISSION_TAX = AccountRef("commission:tax", AccountKind.COMMISSION_TAX)
DELIVERY = AccountRef("delivery", AccountKind.DELIVERY)
PROCESSOR = AccountRef("processor:stripe", AccountKind.PROCESSOR)
PROCESSOR_FEE = AccountRef("fee:processor", AccountKind.PROCESSOR_FEE)
CUSTOMER_UNAPPLIED = AccountRef("customer:unapplied", AccountKind.CUSTOMER_UNAPPLIED)
CUSTOMER_REFUNDS = AccountRef("customer:refunds", AccountKind.CUSTOMER_REFUNDS)
BANK = AccountRef("bank", AccountKind.BANK)
DISPUTE_LOSS = AccountRef("dispute:loss", AccountKind.DISPUTE_LOSS)
FX_DIFFERENCE = AccountRef("fx:difference", AccountKind.FX_DIFFERENCE)
ROUNDING = AccountRef("rounding", AccountKind.ROUNDING)


@transaction.atomic
def post(postings: Iterable[Posting]) -> dict[str, int]:
    """Write `postings` in one go and answer the transaction id of each key.

    A key that is in the book already is left as it is and is missing from the answer; of two
    postings with one key the first counts. Amounts of zero are dropped. Raises `Unbalanced`
    before anything is written.
    """
    return post_within(postings)


def post_within(postings: Iterable[Posting]) -> dict[str, int]:
    """The same in the caller's transaction, all or nothing with it: without a savepoint of its own."""
    first_of_key: dict[str, Posting] = {}
    for posting in postings:
        first_of_key.setdefault(posting.key, posting)
    merged = [(posting, _merge(posting)) for _, posting in sorted(first_of_key.items())]
    for posting, entries in merged:
        if sum(entries.values(), Decimal(0)) != 0:
            raise Unbalanced(posting.key)
    refs = {ref for _, entries in merged for ref in entries}
    with one_round_trip() as ask:
        inserted = ask(INSERT_TRANSACTIONS, _as_columns([posting for posting, _ in merged]))
        known = ask(ACCOUNTS, [[ref.code for ref in refs]])
    new_ids, account_ids = dict(inserted), _with_missing(refs, known)
    copy_rows(
        table=LedgerEntry._meta.db_table,
        columns=("transaction_id", "account_id", "amount"),
        rows=(
            (new_ids[posting.key], account_ids[ref.code], amount)
            for posting, entries in merged
            if posting.key in new_ids
            for ref, amount in entries.items()
        ),
    )
    return new_ids


def _merge(posting: Posting) -> dict[AccountRef, Decimal]:
    entries: dict[AccountRef, Decimal] = {}
    for ref, amount in posting.entries:
        entries[ref] = entries.get(ref, Decimal(0)) + amount
    return {ref: amount for ref, amount in entries.items() if amount}


def _as_columns(postings: Sequence[Posting]) -> list[Any]:
    """What `INSERT_TRANSACTIONS` takes."""
    return [
        clock.now(),
        [posting.key for posting in postings],
        [str(posting.kind) for posting in postings],
        [posting.counts_on for posting in postings],
        [posting.note for posting in postings],
        [posting.reverses for posting in postings],
    ]


def open_accounts(refs: set[AccountRef]) -> dict[str, int]:
    """The id of each account, opened where it is new; in code order, so that rivals cannot deadlock."""
    return _with_missing(refs, _ids_of_accounts(refs))


def _with_missing(refs: set[AccountRef], known: Rows) -> dict[str, int]:
    ids: dict[str, int] = dict(known)
    missing = sorted((ref for ref in refs if ref.code not in ids), key=lambda ref: ref.code)
    if not missing:
        return ids
    with prepared_cursor() as cursor:
        cursor.execute(
            INSERT_ACCOUNTS,
            [
                [ref.code for ref in missing],
                [str(ref.kind) for ref in missing],
                [ref.cooperative_id for ref in missing],
            ],
        )
    return dict(_ids_of_accounts(refs))


def _ids_of_accounts(refs: set[AccountRef]) -> Rows:
    with prepared_cursor() as cursor:
        cursor.execute(ACCOUNTS, [[ref.code for ref in refs]])
        return cursor.fetchall()
