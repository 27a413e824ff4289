"""An edition with a tablet that goes round, and what it sends: one told total unless a test says otherwise."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from cooperatives.accounts.models import User
from cooperatives.ledger.selectors import trial_balance
from fairs.enrolment import new_secret, take_code
from fairs.enums import EditionRole, Evidence
from fairs.models import Edition, EditionMembership, Participation
from fairs.revenue.models import DetailCell
from fairs.revenue.rollup import differences
from fairs.rounds.models import Tablet
from fairs.rounds.tablets import invite_tablet
from tests.factories import make_edition, make_user
from tests.fairs.organisers import make_participants

DAY = date(2026, 8, 3)
EVENING = datetime(2026, 8, 3, 20, 0, tzinfo=UTC)


@dataclass
class Enumerator:
    """A person with a tablet."""

    user: User
    tablet: Tablet
    token: str
    client: Client = field(default_factory=Client)

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/round/v1/{path}", headers=self.headers())

    def post(self, path: str, payload: Any) -> Any:
        body = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        return self.client.post(f"/api/round/v1/{path}", body, content_type="application/json", headers=self.headers())

    def send(self, *visits: Any) -> list[dict[str, Any]]:
        return self._results("visits", visits)

    def send_slips(self, *slips: Any) -> list[dict[str, Any]]:
        return self._results("slips", slips)

    def put_photo(self, visit: str, content: bytes) -> Any:
        return self.client.put(
            f"/api/round/v1/visits/{visit}/photo", content, content_type="image/jpeg", headers=self.headers()
        )

    def _results(self, name: str, records: Any) -> list[dict[str, Any]]:
        response = self.post(name, {name: list(records)})
        assert response.status_code == 200, response.content
        results = response.json()["results"]
        assert len(results) == len(records)
        return results


def make_enumerator(edition: Edition, *, name: str = "Salma") -> Enumerator:
    """Field staff of the edition, with a tablet that was scanned."""
    user = make_user(first_name=name)
    EditionMembership.objects.create(user=user, edition=edition, role=EditionRole.FIELD_STAFF)
    tablet, code = invite_tablet(edition=edition, user=user, label=f"Tablet of {name}", by=user)
    token = new_secret()
    take_code(devices=Tablet, code=code, token=token)
    tablet.refresh_from_db()
    return Enumerator(user, tablet, token)


def make_evening(*, stalls: int = 1, **given: Any) -> tuple[Edition, list[Participation], Enumerator]:
    """A fair of three days from 3 August 2026, with as many participants as asked."""
    edition = make_edition(**{"starts_on": DAY} | given)
    return edition, make_participants(edition, stalls), make_enumerator(edition)


def visit(participation: Participation | str, amount: str | None = "850.00", **given: Any) -> dict[str, Any]:
    """A visit on the evening of the first day, at which the total was told."""
    values: dict[str, Any] = {
        "id": str(uuid4()),
        "participation": participation if isinstance(participation, str) else participation.public_id,
        "day": DAY.isoformat(),
        "at": EVENING.isoformat(),
        "outcome": "told" if amount is not None else "refused",
        "amount": amount,
        "parts": [],
        "asked_again": False,
        "photo": False,
        "note": "",
    }
    return values | given


def slip(participation: Participation, amount: str = "120.00", **given: Any) -> dict[str, Any]:
    """Slip number 7 of the first day: an amount without a product, paid in cash."""
    values: dict[str, Any] = {
        "id": str(uuid4()),
        "number": 7,
        "participation": participation.public_id,
        "day": DAY.isoformat(),
        "payment": "cash",
        "lines": [{"amount": amount}],
        "total": amount,
    }
    return values | given


def codes(result: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in result["problems"]]


def in_the_book(evidence: str | None = None) -> Decimal:
    """What the cells hold, once lines, cells and ledger agree."""
    assert differences() == []
    assert sum((account.balance for account in trial_balance()), Decimal(0)) == 0
    cells = DetailCell.objects.filter(evidence=evidence) if evidence else DetailCell.objects.all()
    return sum((cell.gross - cell.returns + cell.corrections for cell in cells), Decimal("0.00"))


def declared() -> Decimal:
    return in_the_book(Evidence.DECLARED)
