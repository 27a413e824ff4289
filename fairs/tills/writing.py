"""The rows of a batch: claimed by id first, so that a sale sent twice at once is written once."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import connection

from catalogue.partner.stock import Item
from cooperatives.bulk import copy_rows
from fairs.batches import storable
from fairs.enums import TillSessionStatus
from fairs.tills.judging import JudgedSale
from fairs.tills.models import QuarantinedRecord, SaleLine, Till, TillSession
from fairs.tills.parsing import Sent
from fairs.tills.problems import Problem, ProblemCode, problem

# A rival with the same sale is waited for, and afterwards the sale is known.
CLAIM_SALES = """
    INSERT INTO tills_sale (
        id, till_id, kind, session_id, number, stop_id, sold_at, received_at, counts_on,
        payment, total, status, problems, content_digest
    )
    SELECT new.id, %s, 'sale', session, number, stop, sold_at, %s, counts_on, payment, total, status,
        problems::jsonb, digest
    FROM unnest(
        %s::uuid[], %s::uuid[], %s::int[], %s::bigint[], %s::timestamptz[], %s::date[],
        %s::text[], %s::numeric[], %s::text[], %s::text[], %s::text[]
    ) AS new (id, session, number, stop, sold_at, counts_on, payment, total, status, problems, digest)
    ORDER BY new.id
    ON CONFLICT (id) DO NOTHING
    RETURNING id
"""

LINE_COLUMNS = (
    *("sale_id", "position", "product_id", "cooperative_id", "title", "language", "unit", "quantity", "unit_price"),
    *("amount", "tax_rate", "tax", "commission_rate", "commission"),
)


def in_sessions(sales: Sequence[JudgedSale], till: Till) -> list[JudgedSale]:
    """The sales with the session each belongs to, opened by its first sale where the server never saw it.

    A session that another till opened is not written into: the till gets one of its own.
    """
    known = _open_sessions(sales, till)
    foreign = [sale for sale in sales if known[sale.session_id].till_id != till.pk]
    if foreign:
        moved = {sale.read.id: _in_own_session(sale, till) for sale in foreign}
        known |= _open_sessions(list(moved.values()), till)
        sales = [moved.get(sale.read.id, sale) for sale in sales]
    return [
        _also(sale, ProblemCode.SESSION_CLOSED) if known[sale.session_id].status == TillSessionStatus.CLOSED else sale
        for sale in sales
    ]


def _open_sessions(sales: Sequence[JudgedSale], till: Till) -> dict[UUID, TillSession]:
    opened_at: dict[UUID, datetime] = {}
    for sale in sales:
        opened_at[sale.session_id] = min(opened_at.get(sale.session_id, sale.read.sold_at), sale.read.sold_at)
    TillSession.objects.bulk_create(
        [
            TillSession(id=session_id, till=till, opened_at=moment, opened_by_sale=True)
            for session_id, moment in sorted(opened_at.items())
        ],
        ignore_conflicts=True,
    )
    return TillSession.objects.in_bulk(opened_at)


def _in_own_session(sale: JudgedSale, till: Till) -> JudgedSale:
    own = uuid5(sale.session_id, till.public_id)
    return replace(_also(sale, ProblemCode.SESSION_OF_ANOTHER_TILL), session_id=own)


def _also(sale: JudgedSale, code: ProblemCode) -> JudgedSale:
    return replace(sale, problems=(*sale.problems, problem(code)))


def claim_sales(sales: Sequence[JudgedSale], till: Till, received_at: datetime) -> list[JudgedSale]:
    """Write the sales whose id is new, and answer those."""
    columns: list[list[object]] = [
        [sale.read.id for sale in sales],
        [sale.session_id for sale in sales],
        [sale.read.number for sale in sales],
        [sale.stop.pk for sale in sales],
        [sale.read.sold_at for sale in sales],
        [sale.counts_on for sale in sales],
        [str(sale.read.payment) for sale in sales],
        [sale.read.total for sale in sales],
        [str(sale.status) for sale in sales],
        [json.dumps(sale.problems) for sale in sales],
        [sale.digest for sale in sales],
    ]
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SALES, [till.pk, received_at, *columns])
        claimed = {row[0] for row in cursor.fetchall()}
    return [sale for sale in sales if sale.read.id in claimed]


def write_lines(sales: Iterable[JudgedSale]) -> None:
    """Write the lines of claimed sales, with what was frozen on them."""
    copy_rows(table=SaleLine._meta.db_table, columns=LINE_COLUMNS, rows=(row for sale in sales for row in _rows(sale)))


def _rows(sale: JudgedSale) -> Iterable[tuple[object, ...]]:
    for position, line in enumerate(sale.lines):
        title, language = line.title
        commission, _ = line.terms.of(line.read.amount)
        yield (
            *(sale.read.id, position, line.product.pk if line.product else None, line.cooperative.pk),
            *(title, language, line.product.unit if line.product else "piece", line.quantity, line.unit_price),
            *(line.read.amount, line.tax_rate or 0, line.tax or 0, line.terms.rate, commission),
        )


def stock_items(sales: Iterable[JudgedSale]) -> list[Item]:
    """What the sales took, named so that a person can find the sale of a shortage."""
    return [
        Item(line.product.stockrecord.pk, line.quantity, f"sale:{sale.read.id}:{position}")
        for sale in sales
        for position, line in enumerate(sale.lines)
        if line.product is not None and hasattr(line.product, "stockrecord")
    ]


def keep_aside(kept: Sequence[tuple[Sent, tuple[Problem, ...]]], till: Till, received_at: datetime) -> None:
    """Keep word for word what could not be posted; the same content again is kept once."""
    QuarantinedRecord.objects.bulk_create(
        [
            QuarantinedRecord(
                till=till,
                sale_id=sent.sale_id,
                payload=storable(sent.raw),
                content_digest=sent.digest,
                problems=list(problems),
                received_at=received_at,
            )
            for sent, problems in sorted(kept, key=lambda pair: pair[0].digest)
        ],
        ignore_conflicts=True,
    )
