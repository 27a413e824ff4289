"""Days at a till as cashiers keep them: opened with a float, sold, counted by two people and closed."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from cooperatives import clock
from fairs.tills.event_parsing import read_events
from fairs.tills.events import record_events
from fairs.tills.models import Till
from fairs.tills.parsing import read_batch
from fairs.tills.services import record_batch

NAMESPACE = UUID("5e1f7a52-0000-4000-8000-000000000002")
FLOAT = Decimal("300.00")
CASHIERS = (("فاطمة", "sun"), ("حسن", "bird"))
# What the demonstration's cashiers type; the README says so.
PIN = "1234"
ROUNDS = 100_000
A_DAY = timedelta(hours=11)

DaySales = Mapping[datetime, Sequence[dict[str, Any]]]


def sell_in_sessions(*, till: Till, days: DaySales) -> None:
    """A session for each opening, in order; the last one stays open while its day is not over."""
    _tell(till, [_cashier(till, name, sign) for name, sign in CASHIERS])
    for number, (opening, sales) in enumerate(days.items()):
        if not sales:
            continue
        session = sales[0]["session"]
        _tell(till, [_event(till, "opened", session, opening, amount=str(FLOAT))])
        record_batch(till=till, batch=read_batch(json.dumps({"sales": list(sales)}).encode()))
        if opening + A_DAY < clock.now():
            _tell(till, [_closing(till, session, opening + A_DAY, sales, is_short=number % 3 == 1)])


def _closing(
    till: Till, session: str, at: datetime, sales: Sequence[dict[str, Any]], *, is_short: bool
) -> dict[str, Any]:
    """Counted by the one and signed by the other; now and then a coin is missing and it is said why."""
    cash = sum((Decimal(sale["total"]) for sale in sales if sale["payment"] == "cash"), Decimal(0))
    expected = FLOAT + cash
    counted = expected - (Decimal(5) if is_short else Decimal(0))
    return _event(
        till,
        "closed",
        session,
        at,
        amount=str(counted),
        expected=str(expected),
        explanation="ردت خمسة دراهم زائدة لزبون" if is_short else "",
        signed_by=CASHIERS[0][0],
        witnessed_by=CASHIERS[1][0],
        first_number=1,
        last_number=len(sales),
    )


def _event(till: Till, kind: str, session: str, at: datetime, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE, f"{session}:{kind}")),
        "kind": kind,
        "session": session,
        "at": at.isoformat(),
        "cashier": str(_cashier_id(till, CASHIERS[0][0])),
        **more,
    }


def _cashier(till: Till, name: str, sign: str) -> dict[str, Any]:
    salt = hashlib.sha256(f"{till.stall_id}:{name}".encode()).digest()[:16]
    return {
        "id": str(uuid5(NAMESPACE, f"{till.stall_id}:{name}:made")),
        "kind": "cashier",
        "session": None,
        "at": (clock.now() - timedelta(days=3)).isoformat(),
        "cashier": str(_cashier_id(till, name)),
        "name": name,
        "sign": sign,
        "salt": b64encode(salt).decode(),
        "hash": b64encode(hashlib.pbkdf2_hmac("sha256", PIN.encode(), salt, ROUNDS)).decode(),
    }


def _cashier_id(till: Till, name: str) -> UUID:
    return uuid5(NAMESPACE, f"{till.stall_id}:{name}")


def _tell(till: Till, events: Sequence[dict[str, Any]]) -> None:
    record_events(till=till, batch=read_events(json.dumps({"events": list(events)}).encode()))
