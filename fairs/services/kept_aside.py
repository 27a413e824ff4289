"""What a till sent and nobody could post: settled by a word, or let count after all."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.locks import row_for_update
from fairs.enums import RecordKind
from fairs.tills.event_parsing import read_event
from fairs.tills.events import post_event
from fairs.tills.locks import till_for_update
from fairs.tills.models import QuarantinedRecord, Till, TillEvent
from fairs.tills.parsing import read_sale
from fairs.tills.posting import post_sales
from fairs.tills.problems import Problem, ProblemCode, problem

LET_COUNT = (problem(ProblemCode.POSTED_LATER),)


class KeptAsideSettled(Exception):
    """Somebody settled this sale before."""


class StillKeptAside(Exception):
    """What was wrong with it still is: it can be settled by a word only. `problems` say what."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


class RecordedBefore(Exception):
    """Another record with this id counts already."""


@transaction.atomic
def settle_kept_aside(*, quarantined_id: int, outcome: str, by: User) -> QuarantinedRecord:
    """Write down what became of a sale that was kept aside; what was sent stays word for word.

    Raises `KeptAsideSettled`.
    """
    row = row_for_update(QuarantinedRecord, quarantined_id)
    if row.settled_at:
        raise KeptAsideSettled(quarantined_id)
    return change_locked(row=row, values={"settled_at": clock.now(), "settled_by": by, "outcome": outcome}, by=by)


@transaction.atomic
def post_kept_aside(*, quarantined_id: int, by: User) -> QuarantinedRecord:
    """Let a record count after all: of a till that was switched off, or whose sale or product is known by now.

    It is judged anew, posted on its own day and flagged as what it is. Raises `KeptAsideSettled`,
    `StillKeptAside`, `RecordedBefore`; and then nothing was changed.
    """
    row = row_for_update(QuarantinedRecord, quarantined_id)
    if row.settled_at:
        raise KeptAsideSettled(quarantined_id)
    till = Till.objects.select_related("stall__edition").get(pk=row.till_id)
    post = _post_event if row.kind == RecordKind.EVENT else _post_sale
    post(row, till, clock.now())
    outcome = gettext("It counts after all.")
    return change_locked(row=row, values={"settled_at": clock.now(), "settled_by": by, "outcome": outcome}, by=by)


def _post_sale(row: QuarantinedRecord, till: Till, now: datetime) -> None:
    sent = replace(read_sale(_as_sent(row.payload)), digest=row.content_digest)
    posted = post_sales(till=till, sent=[sent], now=now, also=LET_COUNT)
    for _kept, problems in posted.kept:
        raise StillKeptAside(problems)
    if not posted.sales:
        raise RecordedBefore(row.sale_id)


def _post_event(row: QuarantinedRecord, till: Till, now: datetime) -> None:
    sent = replace(read_event(_as_sent(row.payload)), digest=row.content_digest)
    if sent.event is None:
        raise StillKeptAside(sent.problems)
    till_for_update(till.pk)
    if TillEvent.objects.filter(pk=sent.event.id).exists():
        raise RecordedBefore(row.sale_id)
    post_event(sent=sent, till=till, now=now, also=LET_COUNT)


def _as_sent(payload: Any) -> Any:
    """What the device sent, also where the database could hold it as escaped text only."""
    if isinstance(payload, dict) and set(payload) == {"as_text"}:
        return json.loads(payload["as_text"])
    return payload
