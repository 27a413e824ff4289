"""The rows of a batch: claimed by id first, so that a sale sent twice at once is written once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from catalogue.partner.stock import CameBack, Item
from cooperatives.bulk import as_json, insert_of
from cooperatives.round_trips import Ask, Rows
from fairs.batches import storable
from fairs.enums import LineKind, RecordKind, SaleKind
from fairs.tills.judging import JudgedSale
from fairs.tills.kept_stops import stops_of
from fairs.tills.models import QuarantinedRecord, Till
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.sessions import Place

SALE_COLUMNS = (
    *("id", "till_id", "session_id", "number", "kind", "reverses_id", "cashier_id", "stop_id", "sold_at"),
    *("received_at", "counts_on", "payment", "total", "tendered", "status", "problems", "content_digest"),
    *("device_at", "note"),
)
LINE_COLUMNS = (
    *("sale_id", "position", "of_id", "product_id", "cooperative_id", "title", "language", "unit", "quantity"),
    *("unit_price", "amount", "tax_rate", "tax", "commission_rate", "commission"),
)
# A rival with the same sale is waited for, and afterwards the sale is known. Lines are those of sales that are new.
CLAIM_SALES = f"""
    WITH claimed AS (
        {insert_of("tills_sale", SALE_COLUMNS)} ORDER BY id ON CONFLICT (id) DO NOTHING RETURNING id
    ), lines AS (
        {insert_of("tills_saleline", LINE_COLUMNS)} WHERE sale_id IN (SELECT id FROM claimed)
    )
    SELECT id FROM claimed
"""  # noqa: S608


def in_sessions(sales: Iterable[JudgedSale], places: Mapping[UUID, Place]) -> list[JudgedSale]:
    """The sales with the session each belongs to."""
    return [_placed(sale, places[sale.session_id]) for sale in sales]


def _placed(sale: JudgedSale, place: Place) -> JudgedSale:
    problems = [*sale.problems]
    if place.was_of_another_till:
        problems.append(problem(ProblemCode.SESSION_OF_ANOTHER_TILL))
    if place.is_closed:
        problems.append(problem(ProblemCode.SESSION_CLOSED))
    if place.clock_went_back_to == sale.read.sold_at:
        problems.append(problem(ProblemCode.CLOCK_WENT_BACK))
    if len(problems) == len(sale.problems):
        return sale
    # Cancelled after the money was counted: the figures of its day are put right, and it is no return of goods.
    is_correction = place.is_closed and sale.kind == SaleKind.VOID
    line_kind = LineKind.CORRECTION if is_correction else sale.line_kind
    return replace(sale, session_id=place.session_id, problems=tuple(problems), line_kind=line_kind)


def claim_sales(ask: Ask, sales: Sequence[JudgedSale], till: Till, received_at: datetime) -> Rows:
    """Write the sales whose id is new with their lines and what was frozen on them, and answer those ids.

    In a round trip of the caller's: what it asks next is read when a rival with the same sale has been waited for.
    """
    rows = as_json(SALE_COLUMNS, (_row(sale, till, received_at) for sale in sales))
    lines = as_json(LINE_COLUMNS, (line for sale in sales for line in _line_rows(sale)))
    return ask(CLAIM_SALES, [rows, lines])


def _row(sale: JudgedSale, till: Till, received_at: datetime) -> tuple[object, ...]:
    read = sale.read
    return (
        *(read.id, till.pk, sale.session_id, read.number, sale.kind, sale.reverses, sale.cashier_id, sale.stop.pk),
        *(read.sold_at, received_at, sale.counts_on, sale.payment, sale.total, sale.tendered, sale.status),
        *(sale.problems, sale.digest, read.device_at, read.note),
    )


def _line_rows(sale: JudgedSale) -> Iterable[tuple[object, ...]]:
    for position, line in enumerate(sale.lines):
        yield (
            *(sale.read.id, position, line.of, line.product_id, line.cooperative_id, line.title, line.language),
            *(line.unit, line.quantity, line.unit_price, line.amount, line.tax_rate or 0, line.tax or 0),
            *(line.commission_rate, line.commission),
        )


def taken(sales: Iterable[JudgedSale]) -> list[Item]:
    """What the sales took from stock, named so that a person can find the sale of a shortage."""
    return [
        Item(line.stock_record_id, line.quantity, f"{sale.key}:{position}")
        for sale in sales
        if sale.kind == SaleKind.SALE
        for position, line in enumerate(sale.lines)
        if line.stock_record_id is not None
    ]


def brought_back(sales: Iterable[JudgedSale]) -> list[CameBack]:
    """What lies at the stall again after cancellations and returns."""
    return [
        CameBack(line.stock_record_id, line.to_stock, f"{sale.key}:{position}", line.stock_key, line.stock_keys_before)
        for sale in sales
        if sale.kind != SaleKind.SALE
        for position, line in enumerate(sale.lines)
        if line.stock_record_id is not None and line.to_stock
    ]


def keep_aside(
    kept: Sequence[tuple[object, str, UUID | None, tuple[Problem, ...]]],
    till: Till,
    received_at: datetime,
    kind: RecordKind = RecordKind.SALE,
) -> None:
    """Keep word for word what could not be posted (as sent, digest, id, problems); the same content is kept once."""
    if not kept:
        return
    in_order = sorted(kept, key=lambda each: each[1])
    stops = stops_of(till, [raw for raw, *_ in in_order], received_at)
    QuarantinedRecord.objects.bulk_create(
        [
            QuarantinedRecord(
                till=till,
                kind=kind,
                sale_id=sale_id,
                stop_id=stop_id,
                payload=storable(raw),
                content_digest=digest,
                problems=list(problems),
                received_at=received_at,
            )
            for (raw, digest, sale_id, problems), stop_id in zip(in_order, stops, strict=True)
        ],
        ignore_conflicts=True,
    )
