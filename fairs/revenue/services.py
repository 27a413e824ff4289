"""The one writer of revenue: facts into the ledger, the lines and the cells, each exactly once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cooperatives import clock
from cooperatives.bulk import copy_rows
from cooperatives.ledger import services as ledger
from cooperatives.ledger.enums import EntryKind
from cooperatives.round_trips import Ask, Rows, one_round_trip
from fairs.business_days import local_hour
from fairs.enums import Channel, Evidence, LineKind
from fairs.locks import declared_totals_held, lock_declared_totals_in, share_edition_figures_in
from fairs.revenue.cells import add_to_cells
from fairs.revenue.facts import FactLine, Recorded, SaleFact
from fairs.revenue.models import RevenueLine
from fairs.revenue.reconciliation import ParticipationDay, what_totals_still_owe

COLUMNS = (
    *("key", "kind", "late", "counts_on", "sold_at", "posted_at", "hour", "channel", "evidence", "payment"),
    *("sales", "transaction_id", "edition_id", "stop_id", "stall_id", "participation_id", "cooperative_id"),
    *("product_id", "family_id", "region_id", "seat_region_id", "amount", "units", "tax_rate", "tax"),
    *("commission_rate", "commission", "commission_tax"),
)

SETTLED = """
    SELECT 'edition', id FROM fairs_edition WHERE id = ANY(%s) AND settled_at IS NOT NULL
    UNION ALL
    SELECT 'stop', id FROM fairs_stop WHERE id = ANY(%s) AND settled_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class SettledFigures:
    """The editions and stops of a batch whose figures do not change any more."""

    editions: frozenset[int]
    stops: frozenset[int]

    def cover(self, line: FactLine) -> bool:
        return line.edition_id in self.editions or line.stop_id in self.stops


@transaction.atomic
def record_sales(*, facts: Iterable[SaleFact]) -> Recorded:
    """Post facts whose money is certain to the ledger, the revenue lines and the cells.

    A fact whose key was posted before is left alone. Lines of a settled edition or stop are kept
    apart as corrections of their day. Where a total was declared for a participation and day,
    what is now itemised is taken off it. The caller holds the stock rows that it needs.
    """
    return record_sales_within(facts=facts)


def record_sales_within(*, facts: Iterable[SaleFact], settled: SettledFigures | None = None) -> Recorded:
    """The same in the caller's transaction, all or nothing with it: without a savepoint of its own.

    `settled` is what `ask_settled` answered where the caller holds the figures of all the editions already.
    """
    batch = _first_of_each_key(facts)
    settled = settled or _settled_figures(batch)
    with one_round_trip() as ask:
        posted = _ask_to_post(ask, batch, settled)
        totals = lock_declared_totals_in(ask, _itemised_at_stalls(batch))
    recorded: dict[str, int] = dict(posted)
    _write_lines(batch, settled, recorded)
    itemised = _itemised_at_stalls(fact for fact in batch if fact.key in recorded)
    recorded |= _write(what_totals_still_owe(declared_totals_held(itemised, totals)), settled)
    if recorded:
        # Last, so that a cell shared with other tills is held for as short as can be.
        add_to_cells(sorted(recorded.values()))
    late = frozenset(fact.key for fact in batch if fact.key in recorded and any(map(settled.cover, fact.lines)))
    return Recorded(recorded, late)


def _first_of_each_key(facts: Iterable[SaleFact]) -> list[SaleFact]:
    first: dict[str, SaleFact] = {}
    for fact in facts:
        first.setdefault(fact.key, fact)
    return list(first.values())


def ask_settled(ask: Ask, *, editions: Collection[int], stops: Collection[int]) -> Rows:
    """Hold the figures of the editions open, and ask which are settled: `settled_in` reads the answer.

    Asked under the lock that whoever settles must wait for.
    """
    share_edition_figures_in(ask, editions)
    return ask(SETTLED, [list(editions), list(stops)])


def settled_in(rows: Rows) -> SettledFigures:
    return SettledFigures(
        frozenset(pk for what, pk in rows if what == "edition"), frozenset(pk for what, pk in rows if what == "stop")
    )


def _settled_figures(facts: Sequence[SaleFact]) -> SettledFigures:
    editions = {line.edition_id for fact in facts for line in fact.lines if line.edition_id}
    stops = {line.stop_id for fact in facts for line in fact.lines if line.stop_id}
    if not editions:
        return settled_in([])
    with one_round_trip() as ask:
        rows = ask_settled(ask, editions=editions, stops=stops)
    return settled_in(rows)


def _write(facts: Sequence[SaleFact], settled: SettledFigures) -> dict[str, int]:
    """Post to the ledger, and write the lines of what was not posted before."""
    if not facts:
        return {}
    with one_round_trip() as ask:
        posted = _ask_to_post(ask, facts, settled)
    _write_lines(facts, settled, dict(posted))
    return dict(posted)


def _ask_to_post(ask: Ask, facts: Sequence[SaleFact], settled: SettledFigures) -> Rows:
    return ledger.ask_to_post(ask, (_posting(fact, settled) for fact in facts)) if facts else []


def _write_lines(facts: Sequence[SaleFact], settled: SettledFigures, posted: Mapping[str, int]) -> None:
    now = clock.now()
    rows = (
        row
        for fact in facts
        if fact.key in posted
        for row in _rows(fact, settled, transaction_id=posted[fact.key], posted_at=now)
    )
    copy_rows(table=RevenueLine._meta.db_table, columns=COLUMNS, rows=rows)


def _posting(fact: SaleFact, settled: SettledFigures) -> ledger.Posting:
    late = bool(fact.lines) and all(map(settled.cover, fact.lines))
    return ledger.Posting(
        key=fact.key,
        kind=EntryKind.CORRECTION if late else EntryKind(fact.kind),
        counts_on=fact.counts_on,
        entries=tuple(_entries(fact)),
        note=fact.note,
    )


def _entries(fact: SaleFact) -> Iterator[tuple[ledger.AccountRef, Decimal]]:
    """Who has the money owes it; the cooperative is owed it, less the platform's share."""
    owed = ledger.pending_of_cooperative if fact.is_pending else ledger.owed_to_cooperative
    for line in fact.lines:
        yield fact.held_by or ledger.held_by_cooperative(line.cooperative_id), line.amount
        proceeds = line.amount - line.commission - line.commission_tax
        yield owed(line.cooperative_id), -proceeds
        yield ledger.COMMISSION, -line.commission
        yield ledger.COMMISSION_TAX, -line.commission_tax


def _rows(
    fact: SaleFact, settled: SettledFigures, *, transaction_id: int, posted_at: datetime
) -> Iterator[tuple[object, ...]]:
    """The fact's revenue lines, values in the order of `COLUMNS`."""
    itemised = fact.evidence == Evidence.ITEMISED
    hour = local_hour(fact.sold_at) if itemised and fact.hour_is_known else None
    for position, line in enumerate(fact.lines):
        late = settled.cover(line)
        kind = LineKind.CORRECTION if late else fact.kind
        sales = _sales(fact) * (position == 0) if itemised else None
        yield (
            *(f"{fact.key}:{position}", str(kind), late, fact.counts_on, fact.sold_at, posted_at, hour),
            *(str(fact.channel), str(fact.evidence), str(fact.payment), sales, transaction_id),
            *(line.edition_id, line.stop_id, line.stall_id, line.participation_id, line.cooperative_id),
            *(line.product_id, line.family_id, line.region_code, line.seat_region_code, line.amount),
            *(line.units if itemised else None, line.tax_rate, line.tax),
            *(line.commission_rate, line.commission, line.commission_tax),
        )


def _sales(fact: SaleFact) -> int:
    """How many sales more there are by it; goods that come back take no sale off."""
    return -1 if fact.cancels_a_sale else int(fact.kind == LineKind.SALE)


def _itemised_at_stalls(facts: Iterable[SaleFact]) -> set[ParticipationDay]:
    """The (participation, business day) pairs for which something was itemised at a stall."""
    return {
        (line.participation_id, fact.counts_on)
        for fact in facts
        if fact.channel == Channel.STALL and fact.evidence == Evidence.ITEMISED
        for line in fact.lines
        if line.participation_id is not None
    }
