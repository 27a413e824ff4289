"""What is usual at a stall, and what is a hundred times that: asked about, and never refused."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from django.db import connection

from cooperatives.money import rounded
from fairs.tills.judging import JudgedSale
from fairs.tills.models import Till
from fairs.tills.parsing import ReadSale
from fairs.tills.problems import ProblemCode, problem

TIMES = 100
# Below these nothing is asked: no amount is absurd that a tray of oil comes to, no number of jars that two hands carry.
LEAST_AMOUNT, LEAST_QUANTITY = Decimal(1000), Decimal(100)
# Where nobody has sold anything yet.
QUANTITY_AT_FIRST = Decimal(10)
FEW = 5
OF_STALL = """
    SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY total)
    FROM (
        SELECT sale.total FROM tills_till AS till JOIN tills_sale AS sale ON sale.till_id = till.id
        WHERE till.stall_id = %s AND sale.kind = 'sale' ORDER BY sale.sold_at DESC LIMIT 500
    ) AS latest
"""
OF_EDITION = """
    SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY latest.total)
    FROM tills_till AS till
    JOIN fairs_stall AS stall ON stall.id = till.stall_id
    CROSS JOIN LATERAL (
        SELECT sale.total FROM tills_sale AS sale
        WHERE sale.till_id = till.id AND sale.kind = 'sale' ORDER BY sale.sold_at DESC LIMIT 20
    ) AS latest
    WHERE stall.edition_id = %s
"""
QUANTITY = """
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY line.quantity)
    FROM (
        SELECT sale.id FROM tills_till AS till JOIN tills_sale AS sale ON sale.till_id = till.id
        WHERE till.stall_id = %s AND sale.kind = 'sale' ORDER BY sale.sold_at DESC LIMIT 200
    ) AS latest
    JOIN tills_saleline AS line ON line.sale_id = latest.id AND line.product_id IS NOT NULL
"""


def usual_sale(till: Till) -> Decimal | None:
    """The middle one of the stall's latest sales; of the edition's where the stall has few; None where none has."""
    for statement, key in ((OF_STALL, till.stall_id), (OF_EDITION, till.stall.edition_id)):
        number, middle = _one(statement, key)
        if number >= FEW:
            return rounded(middle)
    return None


def with_unusual(sales: Sequence[JudgedSale], till: Till) -> list[JudgedSale]:
    """The sales, flagged where an amount or a quantity is far from usual and nobody confirmed it."""
    odd = set(_with_odd_amount(sales, till)) | set(_with_odd_quantity(sales, till))
    return [
        replace(sale, problems=(*sale.problems, problem(ProblemCode.UNUSUAL))) if place in odd else sale
        for place, sale in enumerate(sales)
    ]


def _with_odd_amount(sales: Sequence[JudgedSale], till: Till) -> Iterator[int]:
    asked = [place for place, sale in enumerate(sales) if _amount(sale) >= LEAST_AMOUNT and not _confirmed(sale)]
    usual = (usual_sale(till) or _usual_among(sales)) if asked else None
    for place in asked:
        if usual and _amount(sales[place]) >= TIMES * usual:
            yield place


def _with_odd_quantity(sales: Sequence[JudgedSale], till: Till) -> Iterator[int]:
    asked = [place for place, sale in enumerate(sales) if _quantity(sale) >= LEAST_QUANTITY and not _confirmed(sale)]
    usual = (_one(QUANTITY, till.stall_id)[0] or QUANTITY_AT_FIRST) if asked else QUANTITY_AT_FIRST
    for place in asked:
        if _quantity(sales[place]) >= TIMES * usual:
            yield place


def _usual_among(sales: Sequence[JudgedSale]) -> Decimal | None:
    """A whole day that arrives at once is its own measure."""
    return median(map(_amount, sales)) if len(sales) >= FEW else None


def _amount(sale: JudgedSale) -> Decimal:
    return sum((line.amount for line in sale.lines), Decimal(0))


def _quantity(sale: JudgedSale) -> Decimal:
    return max(line.quantity for line in sale.lines)


def _confirmed(sale: JudgedSale) -> bool:
    return isinstance(sale.read, ReadSale) and sale.read.asked_again


def _one(statement: str, key: int) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        return cursor.fetchone()
