"""Facts for the tests of the money core: one sale of one cooperative unless a test says otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from cooperatives.ledger.models import LedgerEntry
from cooperatives.models import Cooperative
from fairs.enums import Channel, PaymentKind
from fairs.models import Edition, Participation
from fairs.revenue.facts import FactLine, SaleFact
from fairs.revenue.models import CoarseCell, DetailCell, RevenueLine

NOON = datetime(2026, 8, 3, 11, 0, tzinfo=UTC)
_serial = count(1)


def line(participation: Participation, amount: str = "100.00", **given: Any) -> FactLine:
    """A line sold at a stall by the participant."""
    stop = participation.stop
    values: dict[str, Any] = {
        "cooperative_id": participation.cooperative_id,
        "region_code": stop.region_id,
        "seat_region_code": participation.cooperative.region_id,
        "edition_id": stop.edition_id,
        "stop_id": stop.pk,
        "participation_id": participation.pk,
        "units": Decimal(1),
    }
    return FactLine(amount=Decimal(amount), **(values | given))


def online_line(cooperative: Cooperative, amount: str = "100.00", **given: Any) -> FactLine:
    """A line sold online outside any edition."""
    seat = cooperative.region_id
    return FactLine(
        cooperative_id=cooperative.pk, region_code=seat, seat_region_code=seat, amount=Decimal(amount), **given
    )


def sale(*lines: FactLine, **given: Any) -> SaleFact:
    """A cash sale at a stall at noon of 3 August 2026, with a key of its own."""
    values: dict[str, Any] = {
        "key": f"sale:{next(_serial)}",
        "counts_on": NOON.date(),
        "sold_at": NOON,
        "channel": Channel.STALL,
        "payment": PaymentKind.CASH,
    }
    return SaleFact(lines=lines, **(values | given))


def money_in(*, edition: Edition | None = None) -> dict[str, Decimal]:
    """Turnover with corrections as the lines, both cell tables and the whole ledger tell it."""
    lines = RevenueLine.objects.filter(edition=edition) if edition else RevenueLine.objects.all()
    answer = {"lines": sum((row.amount for row in lines), Decimal(0))}
    for name, cells in (("coarse", CoarseCell), ("detail", DetailCell)):
        rows = cells.objects.filter(edition=edition) if edition else cells.objects.all()
        answer[name] = sum((row.gross - row.returns + row.corrections for row in rows), Decimal(0))
    if edition is None:
        income = LedgerEntry.objects.filter(account__kind__in=["cooperative", "commission", "commission_tax"])
        answer["ledger"] = -sum((row.amount for row in income), Decimal(0))
    return answer


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run each work in a thread of its own, all let go at one moment; answers or exceptions, in order."""
    gate = Barrier(len(works))
    answers: list[Any] = [None] * len(works)

    def run(index: int) -> None:
        gate.wait(timeout=20)
        try:
            answers[index] = works[index]()
        except Exception as error:  # noqa: BLE001 -- the test looks at what each thread met
            answers[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return answers
