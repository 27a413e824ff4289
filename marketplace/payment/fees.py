"""What the processor keeps and what changing currencies costs, from its own list of movements.

Our book is in dirhams, the processor's in the currency that it settles in. What the book says already of a payment,
a refund or a dispute stays; a movement's own transaction adds its fee, and what the conversion made of the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection

from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import BANK, FX_DIFFERENCE, PROCESSOR, PROCESSOR_FEE, AccountRef, Posting, post
from cooperatives.money import CURRENCY, ZERO, rounded
from fairs.business_days import business_day
from marketplace.payment.there import CHUNK

# As the processor calls them. What is in neither list is a person's to post.
PAYMENTS = ("charge", "payment")
REFUNDS = ("refund", "payment_refund")
FAILED_REFUNDS = ("refund_failure", "payment_failure_refund")
DISPUTES = ("adjustment",)
FEES = ("stripe_fee", "stripe_fx_fee", "tax_fee")
PAYOUTS = ("payout", "payout_cancel", "payout_failure")

# Movements that the book has not got, beside what it says of their payment, refund or dispute, and a rate: their own,
# their payment's, or the newest of their currency.
MISSING = """
    SELECT movement.movement_id, movement.kind, movement.fee, movement.net, movement.created_at,
        CASE WHEN movement.currency = %(currency)s THEN 1
            ELSE COALESCE(paid.rate, movement.rate, newest.rate) END,
        CASE
            WHEN movement.kind = ANY(%(payments)s) AND receipt.id IS NOT NULL THEN attempt.received_amount
            WHEN movement.kind = ANY(%(refunds)s) AND sent.id IS NOT NULL THEN -refund.amount
            WHEN movement.kind = ANY(%(failed)s) AND failed.id IS NOT NULL THEN refund.amount
            WHEN movement.kind = ANY(%(disputes)s) AND dispute.id IS NOT NULL
                THEN dispute.amount * SIGN(movement.amount)
            WHEN movement.kind = ANY(%(alone)s) THEN 0
        END
    FROM there_movement AS movement
    LEFT JOIN LATERAL (
        SELECT rate FROM there_movement WHERE kind = ANY(%(payments)s) AND intent_id = movement.intent_id
        AND intent_id <> '' AND currency = movement.currency LIMIT 1
    ) AS paid ON TRUE
    LEFT JOIN (
        SELECT DISTINCT ON (currency) currency, rate FROM there_movement WHERE rate IS NOT NULL
        ORDER BY currency, created_at DESC
    ) AS newest ON newest.currency = movement.currency
    LEFT JOIN payment_paymentattempt AS attempt ON attempt.intent_id = movement.intent_id AND attempt.intent_id <> ''
    LEFT JOIN ledger_ledgertransaction AS receipt ON receipt.key = 'att:' || attempt.uuid || ':in'
    LEFT JOIN payment_refund AS refund ON refund.provider_id = movement.refund_id AND refund.provider_id <> ''
    LEFT JOIN ledger_ledgertransaction AS sent ON sent.key = 'refund:' || refund.uuid || ':sent'
    LEFT JOIN ledger_ledgertransaction AS failed ON failed.key = 'refund:' || refund.uuid || ':failed'
    LEFT JOIN payment_dispute AS dispute ON dispute.provider_id = movement.dispute_id
    WHERE NOT EXISTS (SELECT FROM ledger_ledgertransaction AS posted WHERE posted.key = 'bt:' || movement.movement_id)
    ORDER BY movement.movement_id
"""


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement that the book has not got; `booked` is what it says of it already, None where it knows nothing.

    `rate` is what one dirham was in the processor's currency.
    """

    movement_id: str
    kind: str
    fee: Decimal
    net: Decimal
    created_at: datetime
    rate: Decimal | None
    booked: Decimal | None


def missing_movements() -> Iterator[Movement]:
    """Movements of the tables laid out by `there` that have no transaction of their own."""
    alone = [*FEES, *PAYOUTS]
    named: dict[str, Any] = {
        "currency": CURRENCY,
        "payments": list(PAYMENTS),
        "refunds": list(REFUNDS),
        "failed": list(FAILED_REFUNDS),
        "disputes": list(DISPUTES),
        "alone": alone,
    }
    with connection.cursor() as cursor:
        cursor.execute(MISSING, named)
        while rows := cursor.fetchmany(CHUNK):
            yield from (Movement(*row) for row in rows)


def post_movements() -> int:
    """Write what the book lacks of the movements laid out, each once; answer how many were written."""
    written, found = 0, missing_movements()
    while chunk := list(islice(found, CHUNK)):
        written += len(post([_posting(movement) for movement in chunk if _can_be_posted(movement)]))
    return written


def _can_be_posted(movement: Movement) -> bool:
    """Not what nobody knows here, nor what nobody can say in dirhams: the list of differences names them."""
    return movement.booked is not None and bool(movement.rate)


def _posting(movement: Movement) -> Posting:
    return Posting(
        key=f"bt:{movement.movement_id}",
        kind=EntryKind.REMITTANCE if movement.kind in PAYOUTS else EntryKind.FEE,
        counts_on=business_day(movement.created_at),
        entries=_entries(movement),
        note=f"{movement.kind}: {movement.net} at {movement.rate}"[:200],
    )


def _entries(movement: Movement) -> list[tuple[AccountRef, Decimal]]:
    """What remains of the movement once what is booked is taken off: to the bank, to the fee, or to the exchange."""
    fee, net = _dirhams(movement.fee, movement), _dirhams(movement.net, movement)
    rest = net - (movement.booked or ZERO)
    if movement.kind in PAYOUTS:
        return [(PROCESSOR, rest), (BANK, -(rest + fee)), (PROCESSOR_FEE, fee)]
    if movement.kind in FEES:
        return [(PROCESSOR, rest), (PROCESSOR_FEE, -rest)]
    return [(PROCESSOR, rest), (PROCESSOR_FEE, fee), (FX_DIFFERENCE, -(rest + fee))]


def _dirhams(amount: Decimal, movement: Movement) -> Decimal:
    return rounded(amount / movement.rate) if movement.rate else ZERO
