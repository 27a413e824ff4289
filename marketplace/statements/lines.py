"""The lines of a settlement as people read them: an order, a day at a stall, a payout; one query for all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.utils.translation import gettext as _

from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.services import pending_of_cooperative
from cooperatives.money import ZERO
from cooperatives.settlements.models import Settlement
from fairs.enums import Evidence
from fairs.models import Edition

AMOUNTS = ("gross", "commission", "commission_tax", "delivery", "proceeds", "held", "amount")
# Of each ledger transaction that the settlement covers: what it adds to what is owed, and of that
# the cash which the cooperative holds. A release frees what its order's sale earned, less what was
# paid back meanwhile: the revenue lines of those are its own. Then one line for an order, a refund,
# a day at an edition's stalls, a payout, cash from an operator; whatever else happened keeps a line of its own.
LINES = """
    WITH covered AS MATERIALIZED (
        SELECT entry.transaction_id,
            SUM(-entry.amount) AS amount,
            COALESCE(SUM(-entry.amount) FILTER (WHERE account.kind = 'held_by_cooperative'), 0.00) AS held
        FROM settlements_settlementline AS line
        JOIN ledger_ledgerentry AS entry ON entry.id = line.entry_id
        JOIN ledger_ledgeraccount AS account ON account.id = entry.account_id
        WHERE line.settlement_id = %(settlement)s
        GROUP BY entry.transaction_id
    ), moved AS MATERIALIZED (
        SELECT covered.*, posting.key, posting.kind, posting.counts_on, posting.note,
            (posting.posted_at AT TIME ZONE 'Africa/Casablanca')::date AS posted_on,
            split_part(posting.key, ':', 1) AS family, split_part(posting.key, ':', 2) AS name
        FROM covered JOIN ledger_ledgertransaction AS posting ON posting.id = covered.transaction_id
    ), source AS MATERIALIZED (
        SELECT transaction_id, transaction_id AS source_id FROM moved WHERE kind <> 'release'
        UNION ALL
        SELECT moved.transaction_id, sale.id
        FROM moved JOIN ledger_ledgertransaction AS sale ON sale.key = 'order:' || moved.name || ':sale'
        WHERE moved.kind = 'release'
        UNION ALL
        SELECT moved.transaction_id, refunded.id
        FROM moved
        JOIN order_order ON order_order.number = moved.name
        JOIN payment_refund AS refund ON refund.order_id = order_order.id
        JOIN ledger_ledgertransaction AS refunded
            ON refunded.key IN ('refund:' || refund.uuid, 'refund:' || refund.uuid || ':cancelled')
        WHERE moved.kind = 'release' AND EXISTS (
            SELECT FROM ledger_ledgerentry AS taken
            JOIN ledger_ledgeraccount AS pending ON pending.id = taken.account_id
            WHERE taken.transaction_id = refunded.id AND pending.code = %(pending)s
        )
    ), sold AS MATERIALIZED (
        SELECT source.transaction_id, SUM(line.amount) AS gross, SUM(line.commission) AS commission,
            SUM(line.commission_tax) AS commission_tax, MIN(line.evidence) AS evidence,
            MIN(line.edition_id) FILTER (WHERE line.channel = 'stall') AS edition_id
        FROM source JOIN revenue_revenueline AS line
            ON line.transaction_id = source.source_id AND line.cooperative_id = %(cooperative)s
        GROUP BY source.transaction_id
    ), named AS MATERIALIZED (
        SELECT moved.*, sold.gross, sold.commission, sold.commission_tax, sold.evidence, sold.edition_id,
            COALESCE(ordered.number, refunded_order.number, '') AS number,
            COALESCE(ordered.public_id, refunded_order.public_id, '') AS order_id,
            COALESCE(ordered.shipping_incl_tax, -refund.delivery, 0.00) AS delivery,
            COALESCE(payout.reference, '') AS reference, handover.edition_id AS handed_at,
            CASE
                WHEN moved.family IN ('order', 'refund') THEN moved.family || ':' || moved.name
                WHEN sold.edition_id IS NOT NULL
                    THEN concat_ws(':', 'stall', sold.edition_id, moved.counts_on, sold.evidence)
                ELSE moved.key
            END AS subject
        FROM moved
        LEFT JOIN sold ON sold.transaction_id = moved.transaction_id
        LEFT JOIN order_order AS ordered ON moved.family = 'order' AND ordered.number = moved.name
        LEFT JOIN payment_refund AS refund ON moved.family = 'refund' AND refund.uuid::text = moved.name
        LEFT JOIN order_order AS refunded_order ON refunded_order.id = refund.order_id
        LEFT JOIN settlements_payout AS payout ON moved.family = 'payout' AND payout.public_id = moved.name
        LEFT JOIN fairs_cashhandover AS handover ON moved.family = 'handover' AND handover.public_id = moved.name
    )
    SELECT
        CASE
            WHEN COALESCE(MIN(edition_id), MIN(handed_at)) IS NOT NULL THEN MIN(counts_on) ELSE MAX(posted_on)
        END AS happened_on,
        CASE
            WHEN MIN(family) IN ('order', 'refund', 'payout', 'handover') THEN MIN(family)
            WHEN MIN(edition_id) IS NOT NULL THEN 'stall'
            ELSE MIN(kind)
        END AS kind,
        MIN(number), MIN(order_id), COALESCE(MIN(edition_id), MIN(handed_at)), MIN(evidence), MIN(reference),
        CASE WHEN COUNT(*) = 1 THEN MIN(note) ELSE '' END,
        COALESCE(SUM(gross), 0.00), COALESCE(SUM(commission), 0.00), COALESCE(SUM(commission_tax), 0.00),
        MIN(delivery), SUM(held), SUM(amount)
    FROM named
    GROUP BY subject
    ORDER BY happened_on, MIN(transaction_id)
"""


@dataclass(slots=True)
class StatementLine:
    """One thing that happened, in dirhams: `gross` less the platform's share is `proceeds`.

    `held` is what the cooperative itself took in or handed over, `amount` what the line adds to
    what it is owed. Delivery money goes to who carries and is told, not counted.
    """

    happened_on: date
    kind: str
    number: str
    order_id: str
    edition_id: int | None
    evidence: str | None
    reference: str
    note: str
    gross: Decimal
    commission: Decimal
    commission_tax: Decimal
    delivery: Decimal
    held: Decimal
    amount: Decimal
    title: str = ""

    @property
    def proceeds(self) -> Decimal:
        return self.gross - self.commission - self.commission_tax

    @property
    def evidence_name(self) -> str:
        """How a stall's figure is known; nothing for what was not sold at one."""
        return str(Evidence(self.evidence).label) if self.kind == "stall" and self.evidence else ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What lines come to together."""

    gross: Decimal = ZERO
    commission: Decimal = ZERO
    commission_tax: Decimal = ZERO
    delivery: Decimal = ZERO
    proceeds: Decimal = ZERO
    held: Decimal = ZERO
    amount: Decimal = ZERO

    @classmethod
    def of(cls, lines: Iterable[StatementLine]) -> "Totals":
        known = list(lines)
        return cls(**{name: sum((getattr(line, name) for line in known), ZERO) for name in AMOUNTS})


def lines_of_settlement(settlement: Settlement) -> list[StatementLine]:
    """All lines of a settlement, named in the language of the reader, in the order of their days."""
    with connection.cursor() as cursor:
        cursor.execute(
            LINES,
            {
                "settlement": settlement.pk,
                "cooperative": settlement.cooperative_id,
                "pending": pending_of_cooperative(settlement.cooperative_id).code,
            },
        )
        rows = cursor.fetchall()
    return list(_named(rows))


def _named(rows: list[tuple]) -> Iterator[StatementLine]:
    wanted = {row[4] for row in rows if row[4]}
    editions = {edition.pk: str(edition) for edition in Edition.objects.filter(pk__in=wanted)} if wanted else {}
    titles = _titles()
    for row in rows:
        line = StatementLine(*row)
        template = titles.get(f"{line.kind}{_turned(line)}")
        given = {"number": line.number, "edition": editions.get(line.edition_id or 0, ""), "reference": line.reference}
        line.title = template % given if template else line.note or titles[EntryKind.CORRECTION]
        yield line


def _turned(line: StatementLine) -> str:
    """What goes the other way than its kind says has words of its own."""
    came_back = line.kind == "payout" and line.amount > 0
    called_off = line.kind == "refund" and line.gross > 0
    taken_back = line.kind == "handover" and line.amount > 0
    return "_back" if came_back or called_off or taken_back else ""


def _titles() -> dict[str, str]:
    """The words for each kind of line, asked for once and not for each of ten thousand."""
    return {
        "order": _("Order %(number)s"),
        "refund": _("Paid back to the shopper: order %(number)s"),
        "refund_back": _("Not paid back after all: order %(number)s"),
        "stall": _("Stall: %(edition)s"),
        "payout": _("Payout %(reference)s"),
        "payout_back": _("Payout %(reference)s came back"),
        "handover": _("Cash handed to you: %(edition)s"),
        "handover_back": _("Cash not handed to you after all: %(edition)s"),
        EntryKind.REMITTANCE: _("Cash handed over"),
        EntryKind.CORRECTION: _("Correction"),
    }
