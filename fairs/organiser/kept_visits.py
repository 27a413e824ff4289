"""What tablets sent and nobody could record, as the desk shows it: let count as it stands, or settled in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.idempotency import spend
from fairs.models import Edition, Participation
from fairs.rounds.keeping import SettledBefore, StillNotRecordable, settle_quarantined, waiting_visits
from fairs.rounds.models import QuarantinedVisit
from fairs.rounds.problems import RoundProblem, told
from fairs.rounds.services import let_visit_count
from fairs.rounds.slips import let_slip_count

# What is wrong with who sent it and not with what was said, or is mended by giving the cooperative a stall.
MENDED_ELSEWHERE = {RoundProblem.TABLET_REVOKED, RoundProblem.ROLE_ENDED, RoundProblem.NO_STALL}


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record that was kept aside, with what can be told of it."""

    kept: QuarantinedVisit
    participation: Participation | None
    why: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.kept.content_digest

    @property
    def amount(self) -> Any:
        return self._said("amount") or self._said("total")

    @property
    def may_count(self) -> bool:
        """What could be read, and can be recorded once something else was put right."""
        return any(found["code"] in MENDED_ELSEWHERE for found in self.kept.problems)

    @property
    def slip_number(self) -> Any:
        return self._said("number")

    def _said(self, name: str) -> Any:
        return self.kept.payload.get(name) if isinstance(self.kept.payload, dict) else None


def kept_rows(edition: Edition, page: Iterable[QuarantinedVisit]) -> list[KeptRow]:
    """The records of a page with the participation that each names: one query."""
    rows = list(page)
    named = {row.pk: row.payload.get("participation") for row in rows if isinstance(row.payload, dict)}
    asked = {name for name in named.values() if isinstance(name, str) and name.isalnum()}
    found = Participation.objects.filter(stop__edition=edition, public_id__in=asked).select_related("cooperative")
    by_name: dict[Any, Participation] = {row.public_id: row for row in found}
    return [
        KeptRow(row, by_name.get(named.get(row.pk)) if isinstance(named.get(row.pk), str) else None, _why(row))
        for row in rows
    ]


def _why(row: QuarantinedVisit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found["text"] for found in told(row.problems)))


def let_count_once(*, token: str, edition: Edition, key: str, by: User) -> bool | None:
    """Record a visit or slip that was kept aside; False when it was settled before, None when it cannot be."""
    try:
        with transaction.atomic():
            row = waiting_visits(edition).filter(content_digest=key).first()
            if row is None or not spend(token, action="let_visit_count"):
                return False
            let = let_slip_count if is_slip(row) else let_visit_count
            let(row_id=row.pk, by=by)
            return True
    except SettledBefore:
        return False
    except StillNotRecordable:
        return None


def is_slip(row: QuarantinedVisit) -> bool:
    """A slip has a number, and no visit does."""
    return isinstance(row.payload, dict) and "number" in row.payload


def settle_kept_once(*, token: str, edition: Edition, key: str, outcome: str, by: User) -> bool:
    """Write down what became of a record; False when somebody did before."""
    try:
        with transaction.atomic():
            row = waiting_visits(edition).filter(content_digest=key).first()
            if row is None or not spend(token, action="settle_kept_visit"):
                return False
            settle_quarantined(row_id=row.pk, outcome=outcome, by=by)
            return True
    except SettledBefore:
        return False
