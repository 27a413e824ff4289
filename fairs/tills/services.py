"""Tills: enrolled, revoked, and the one door by which their sales come in."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.prepared import rows_of
from cooperatives.round_trips import Ask, Rows, committed_with_the_last, one_round_trip
from fairs.devices import digest_of
from fairs.enrolment import SEEN_EVERY, CodeNotGood, new_secret, note_seen, revoke_device, take_code
from fairs.enums import SaleStatus
from fairs.models import Edition, Stall
from fairs.tills.answers import (
    First,
    Result,
    ask_first_answers,
    duplicate_of,
    first_answers,
    firsts_in,
    only_first,
    result_of,
)
from fairs.tills.models import Till
from fairs.tills.parsing import ReadSale, Sent
from fairs.tills.posting import AskedOfBatch, Posted, ask_of_batch, post_sales
from fairs.tills.problems import ProblemCode, problem
from fairs.tills.writing import keep_aside

__all__ = [
    *("Result", "UnknownTill", "digest_of", "enrol_by_code", "enrol_till", "is_known", "note_heard", "record_batch"),
    *("record_sent", "revoke_till", "till_of"),
]


def columns(model: type[Model], *names: str) -> tuple[str, ...]:
    """The columns in the model's own order, in which `from_db` wants their values."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in names)


# Sales in a batch; more are written by COPY.
FEW = 5
# What a request of a till needs of its stall and edition, and no more: every request of every till asks it.
TILL = columns(Till, "id", "public_id", "label", "kind", "stall_id", "revoked_at", "last_seen_at")
STALL = columns(Stall, "id", "code", "is_shared", "edition_id")
EDITION = columns(Edition, "id", "code", "programme_id", "business_day_ends", "cash_held_by", "settled_at", "region_id")
BY_TOKEN = f"""
    SELECT {", ".join(f"till.{name}" for name in TILL)}, {", ".join(f"stall.{name}" for name in STALL)},
        {", ".join(f"edition.{name}" for name in EDITION)}
    FROM tills_till AS till
    JOIN fairs_stall AS stall ON stall.id = till.stall_id
    JOIN fairs_edition AS edition ON edition.id = stall.edition_id
    WHERE till.token_digest = %s
"""  # noqa: S608


class UnknownTill(Exception):
    """No till has this token."""


@transaction.atomic
def enrol_till(*, stall: Stall, label: str = "", by: User | None) -> tuple[Till, str]:
    """Enrol a device at a stall; its token is told here once and kept only as a hash."""
    token = new_secret()
    till = Till.objects.create(stall=stall, label=label, token_digest=digest_of(token), enrolled_by=by)
    record_act(action="till_enrolled", subject=till, by=by, after={"stall": stall.code, "label": label})
    return till, token


def enrol_by_code(*, code: str, token: str) -> Till:
    """Give a device its till by the code that it scanned. Raises `CodeNotGood`."""
    if not code.isascii():
        raise CodeNotGood
    till = take_code(devices=Till, code=code, token=token)
    return Till.objects.select_related("stall__edition").get(pk=till.pk)


def note_heard(*, till: Till) -> None:
    """Remember that the device was heard of, though it sent nothing."""
    note_seen(device=till)


def revoke_till(*, till: Till, by: User | None) -> None:
    """Switch a device off; what it still sends is kept aside for a person, not lost."""
    revoke_device(device=till, by=by)


def till_of(*, token: str) -> Till | None:
    """The till with this token, revoked or not, with its stall and edition."""
    rows = rows_of(BY_TOKEN, [digest_of(token)])
    return _till_in(rows[0]) if rows else None


def _till_in(row: Sequence[Any]) -> Till:
    of_stall, of_edition = len(TILL), len(TILL) + len(STALL)
    till = Till.from_db("default", TILL, row[:of_stall])
    till.stall = Stall.from_db("default", STALL, row[of_stall:of_edition])
    till.stall.edition = Edition.from_db("default", EDITION, row[of_edition:])
    return till


def record_batch(*, till: Till, batch: Sequence[Sent]) -> list[Result]:
    """Post each sale of a batch once, and say for each what became of it, in their order.

    Each is judged by itself: one that cannot be posted is kept aside and the others go on.
    Everything is written in one transaction: sales, stock, ledger, lines and cells.
    """
    with _as_few_round_trips_as(batch):
        with one_round_trip() as ask:
            asked = _ask(ask, _Place.of(till), batch)
        return _record(till, batch, asked)


def is_known(*, token: str) -> bool:
    """Whether this was a till's token when this process last asked: `record_sent` asks anew."""
    digest = digest_of(token)
    return digest in _places or _learn(digest) is not None


def record_sent(*, token: str, batch: Sequence[Sent]) -> list[Result]:
    """The same of the till with this token. Raises `UnknownTill`.

    Where a till stands is remembered, so that its sales need not wait for who it is: that travels with the first
    question about them. All else, such as that it was switched off, is read anew each time.
    """
    digest = digest_of(token)
    place = _places.get(digest) or _learn(digest)
    if place is None:
        raise UnknownTill
    with _as_few_round_trips_as(batch):
        with one_round_trip() as ask:
            rows = ask(BY_TOKEN, [digest])
            asked = _ask(ask, place, batch)
        till = _till_in(rows[0]) if rows else None
        if till is not None and _Place.of(till) == place:
            return _record(till, batch, asked)
    # The token is another till's by now, or nobody's.
    _places.pop(digest, None)
    return record_sent(token=token, batch=batch)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a till stands, by keys."""

    till_id: int
    stall_id: int
    edition_id: int

    @classmethod
    def of(cls, till: Till) -> "_Place":
        return cls(till.pk, till.stall_id, till.stall.edition_id)


# By the digests of the tokens that this process heard of.
_places: dict[str, _Place] = {}
MOST_PLACES = 10_000


def _learn(digest: str) -> _Place | None:
    rows = rows_of(BY_TOKEN, [digest])
    if not rows:
        return None
    if len(_places) >= MOST_PLACES:
        _places.clear()
    _places[digest] = found = _Place.of(_till_in(rows[0]))
    return found


def _as_few_round_trips_as(batch: Sequence[Sent]) -> AbstractContextManager[None]:
    """The transaction of a batch.

    A till that has network sends each sale by itself: then most of its time would be the way to and fro. What is
    taken back saves models, which ask how many rows they changed.
    """
    few = len(batch) <= FEW and all(isinstance(sent.sale, ReadSale) for sent in batch)
    return committed_with_the_last() if few else transaction.atomic()


def _ask(ask: Ask, place: _Place, batch: Sequence[Sent]) -> tuple[Rows, AskedOfBatch]:
    first = ask_first_answers(ask, _ids(batch))
    return first, ask_of_batch(
        ask, till_id=place.till_id, stall_id=place.stall_id, edition_id=place.edition_id, sent=batch
    )


def _record(till: Till, batch: Sequence[Sent], asked: tuple[Rows, AskedOfBatch]) -> list[Result]:
    now = clock.now()
    rows, of_batch = asked
    first = firsts_in(rows)
    fresh = only_first(batch, first)
    posted = _kept_of_revoked(fresh) if till.revoked_at else post_sales(till=till, sent=fresh, now=now, asked=of_batch)
    answers = _own_answers(fresh, posted)
    # A rival may have posted some while this batch waited for it: its answers are known by now.
    first |= first_answers(_ids(sent for sent in fresh if id(sent) not in answers))
    first |= {sent.sale_id: answers[id(sent)] for sent in fresh if sent.sale_id and id(sent) in answers}
    differing = [sent for sent in batch if id(sent) not in answers and first[_known_id(sent)].digest != sent.digest]
    aside = [*posted.kept, *((sent, (problem(ProblemCode.DIFFERS),)) for sent in differing)]
    keep_aside([(sent.raw, sent.digest, sent.sale_id, problems) for sent, problems in aside], till, now)
    _note_seen_now_and_then(till, now)
    return [
        result_of(sent, answers[id(sent)]) if id(sent) in answers else duplicate_of(sent, first[_known_id(sent)])
        for sent in batch
    ]


def _note_seen_now_and_then(till: Till, now: datetime) -> None:
    """As far as we know ourselves: a busy till is not asked about with each batch."""
    if till.last_seen_at is None or till.last_seen_at < now - SEEN_EVERY:
        note_seen(device=till)


def _ids(sent: Iterable[Sent]) -> list[UUID]:
    return [each.sale_id for each in sent if each.sale_id is not None]


def _kept_of_revoked(fresh: Sequence[Sent]) -> Posted:
    """Nothing of a device that was switched off counts until a person says so."""
    return Posted(kept=[(sent, (problem(ProblemCode.TILL_REVOKED),)) for sent in fresh])


def _own_answers(fresh: Sequence[Sent], posted: Posted) -> dict[int, First]:
    """What is answered to each of `fresh` that this batch settled, by the identity of what was sent."""
    answers = {id(sent): First(SaleStatus.INVALID, problems, sent.digest) for sent, problems in posted.kept}
    by_id = {sale.read.id: sale for sale in posted.sales}
    for sent in fresh:
        if sent.sale is not None and id(sent) not in answers and (sale := by_id.get(sent.sale.id)):
            answers[id(sent)] = First(sale.status, sale.problems, sent.digest)
    return answers


def _known_id(sent: Sent) -> UUID:
    """The id of something sent before; what has no id is never taken for a duplicate."""
    if sent.sale_id is None:
        raise LookupError(sent.digest)
    return sent.sale_id
