"""A stall with a till, and what it sends: one good sale unless a test says otherwise."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from catalogue.models import Product
from fairs.models import Edition, Participation, Stall
from fairs.tills.models import Till
from fairs.tills.services import enrol_till
from tests.factories import make_cooperative, make_edition, make_participation, make_product, make_stall

FIRST_DAY = date(2026, 8, 3)
NOON = datetime(2026, 8, 3, 11, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
SESSION = UUID(int=1)


@dataclass
class Stand:
    """One cooperative at one stall with a till, and two products of its own."""

    edition: Edition
    participation: Participation
    stall: Stall
    till: Till
    token: str
    products: list[Product]
    client: Client = field(default_factory=Client)

    def post(self, payload: Any, *, token: str | None = None, **headers: str) -> Any:
        body = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        return self.client.post(
            "/api/till/v1/sales",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {token or self.token}", "Accept-Language": "fr", **headers},
        )

    def send(self, *sales: Any) -> list[dict[str, Any]]:
        """Send a batch and answer its results."""
        response = self.post({"sales": list(sales)})
        assert response.status_code == 200, response.content
        results = response.json()["results"]
        assert len(results) == len(sales)
        return results

    def sale(self, amount: str = "120.00", **given: Any) -> dict[str, Any]:
        """A cash sale at noon of the first day: one piece of the first product."""
        values: dict[str, Any] = {
            "id": str(uuid4()),
            "session": str(SESSION),
            "number": 1,
            "sold_at": NOON.isoformat(),
            "payment": "cash",
            "lines": [self.line(amount)],
            "total": amount,
        }
        return values | given

    def void(self, sold: dict[str, Any], **given: Any) -> dict[str, Any]:
        """The sale cancelled, five minutes after noon."""
        values = {"id": str(uuid4()), "session": sold["session"], "number": 2, "kind": "void", "reverses": sold["id"]}
        values |= {"sold_at": LATER.isoformat(), "payment": sold["payment"], "total": sold["total"]}
        return values | given

    def give_back(self, sold: dict[str, Any], *lines: dict[str, Any], **given: Any) -> dict[str, Any]:
        """Lines of the sale returned (`back`), five minutes after noon."""
        total = sum((Decimal(line["amount"]) for line in lines), Decimal(0))
        return self.void(sold, kind="return", lines=list(lines), total=str(total)) | given

    def tell(self, *events: Any) -> list[dict[str, Any]]:
        """Send events and answer their results."""
        response = self.client.post(
            "/api/till/v1/events",
            json.dumps({"events": list(events)}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", "Accept-Language": "fr"},
        )
        assert response.status_code == 200, response.content
        return response.json()["results"]

    def line(self, amount: str = "120.00", **given: Any) -> dict[str, Any]:
        product = self.products[0].public_id
        return {"product": product, "quantity": "1", "unit_price": "120.00", "amount": amount} | given


def back(amount: str = "120.00", **given: Any) -> dict[str, Any]:
    """One piece of the first line of a sale, come back."""
    return {"of": 0, "quantity": "1", "amount": amount} | given


def event(kind: str, **given: Any) -> dict[str, Any]:
    """An event of the stall's first session, at noon."""
    return {"id": str(uuid4()), "kind": kind, "session": str(SESSION), "at": NOON.isoformat(), "note": ""} | given


def closing(amount: str | None, **given: Any) -> dict[str, Any]:
    """The session counted an hour after noon, signed by two."""
    values = {"at": (NOON + timedelta(hours=1)).isoformat(), "amount": amount}
    return event("closed", **(values | {"signed_by": "Fatima", "witnessed_by": "Khadija"} | given))


def make_stand(**given: Any) -> Stand:
    """A stall of a fair of three days from 3 August 2026."""
    edition = make_edition(**{"starts_on": FIRST_DAY} | given)
    cooperative = make_cooperative()
    products = [make_product(cooperative=cooperative, price="120.00", stock="10") for _ in range(2)]
    participation = make_participation(edition, cooperative, products=products)
    stall = make_stall(edition, participation)
    till, token = enrol_till(stall=stall, label="Till of the stall", by=None)
    return Stand(edition, participation, stall, till, token, products)
