"""The only writer of the book: balanced transactions, posted once each, many at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.bulk import as_json
from cooperatives.ledger.enums import AccountKind, EntryKind
from cooperatives.round_trips import Ask, Rows, one_round_trip

# In key order, so that rivals cannot deadlock. One who posts the same key at this moment is waited for: once it has
# committed, the key is known and missing in the answer; if it failed, the key is ours. Entries are those of keys that
# are new; one of an account that is not there is refused.
POST = """
    WITH posted AS (
        INSERT INTO ledger_ledgertransaction (key, kind, counts_on, posted_at, note, reverses_id)
        SELECT key, kind, counts_on, %s, note, reverses
        FROM json_to_recordset(%s::json) AS new (key text, kind text, counts_on date, note text, reverses bigint)
        ORDER BY key
        ON CONFLICT (key) DO NOTHING
        RETURNING key, id
    ), entries AS (
        INSERT INTO ledger_ledgerentry (transaction_id, account_id, amount)
        SELECT posted.id, (SELECT id FROM ledger_ledgeraccount WHERE code = entry.code), entry.amount
        FROM json_to_recordset(%s::json) AS entry (key text, code text, amount numeric) JOIN posted USING (key)
    )
    SELECT key, id FROM posted
"""
TRANSACTION_COLUMNS = ("key", "kind", "counts_on", "note", "reverses")
ENTRY_COLUMNS = ("key", "code", "amount")
# Those that are there already are not tried: trying writes.
OPEN_ACCOUNTS = """
    INSERT INTO ledger_ledgeraccount (code, kind, cooperative_id)
    SELECT code, kind, cooperative_id
    FROM json_to_recordset(%s::json) AS new (code text, kind text, cooperative_id bigint)
    WHERE NOT EXISTS (SELECT FROM ledger_ledgeraccount AS known WHERE known.code = new.code)
    ORDER BY code
    ON CONFLICT (code) DO NOTHING
    RETURNING id
"""
ACCOUNT_COLUMNS = ("code", "kind", "cooperative_id")
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
    with one_round_trip() as ask:
        posted = ask_to_post(ask, postings)
    return dict(posted)


def ask_to_post(ask: Ask, postings: Iterable[Posting]) -> Rows:
    """The same in a round trip of the caller's: key and transaction id of what is new."""
    first_of_key: dict[str, Posting] = {}
    for posting in postings:
        first_of_key.setdefault(posting.key, posting)
    merged = [(posting, _merge(posting)) for _, posting in sorted(first_of_key.items())]
    for posting, entries in merged:
        if sum(entries.values(), Decimal(0)) != 0:
            raise Unbalanced(posting.key)
    _ask_to_open(ask, {ref for _, entries in merged for ref in entries})
    transactions = ((each.key, str(each.kind), each.counts_on, each.note, each.reverses) for each, _ in merged)
    rows = ((each.key, ref.code, amount) for each, entries in merged for ref, amount in entries.items())
    return ask(POST, [clock.now(), as_json(TRANSACTION_COLUMNS, transactions), as_json(ENTRY_COLUMNS, rows)])


def _ask_to_open(ask: Ask, refs: set[AccountRef]) -> None:
    """In code order, so that rivals cannot deadlock."""
    ask(OPEN_ACCOUNTS, [as_json(ACCOUNT_COLUMNS, ((ref.code, str(ref.kind), ref.cooperative_id) for ref in refs))])


def _merge(posting: Posting) -> dict[AccountRef, Decimal]:
    entries: dict[AccountRef, Decimal] = {}
    for ref, amount in posting.entries:
        entries[ref] = entries.get(ref, Decimal(0)) + amount
    return {ref: amount for ref, amount in entries.items() if amount}


def open_accounts(refs: set[AccountRef]) -> dict[str, int]:
    """The id of each account, opened where it is new."""
    with one_round_trip() as ask:
        _ask_to_open(ask, refs)
        known = ask(ACCOUNTS, [[ref.code for ref in refs]])
    return dict(known)
