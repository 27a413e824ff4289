"""Tills: enrolled, revoked, and the one door by which their sales come in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from catalogue.partner.stock import take_at_stall
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from fairs.devices import digest_of
from fairs.enums import SaleStatus
from fairs.models import Stall
from fairs.revenue.services import record_sales
from fairs.tills.judging import JudgedSale, KeptAside, fact_of, judge
from fairs.tills.models import QuarantinedRecord, Sale, Till
from fairs.tills.parsing import Sent
from fairs.tills.problems import Problem, ProblemCode, problem
from fairs.tills.stall_book import read_stall_book
from fairs.tills.writing import claim_sales, in_sessions, keep_aside, stock_items, write_lines

KeptSale = tuple[Sent, tuple[Problem, ...]]
TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one sale of a batch."""

    id: str | None
    status: SaleStatus
    problems: tuple[Problem, ...] = ()
    first_status: SaleStatus | None = None


@dataclass(frozen=True, slots=True)
class First:
    """What was answered when a sale id came for the first time."""

    status: SaleStatus
    problems: tuple[Problem, ...]
    digest: str


@transaction.atomic
def enrol_till(*, stall: Stall, label: str = "", by: User | None) -> tuple[Till, str]:
    """Enrol a device at a stall; its token is told here once and kept only as a hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    till = Till.objects.create(stall=stall, label=label, token_digest=digest_of(token), enrolled_by=by)
    record_act(action="till_enrolled", subject=till, by=by, after={"stall": stall.code, "label": label})
    return till, token


@transaction.atomic
def revoke_till(*, till: Till, by: User | None) -> None:
    """Switch a device off; what it still sends is kept aside for a person, not lost."""
    revoked = Till.objects.filter(pk=till.pk, revoked_at__isnull=True).update(revoked_at=clock.now(), revoked_by=by)
    if revoked:
        record_act(action="till_revoked", subject=till, by=by)
    till.refresh_from_db()


def till_of(*, token: str) -> Till | None:
    """The till with this token, revoked or not, with its stall and edition."""
    tills = Till.objects.select_related("stall__edition__programme")
    return tills.filter(token_digest=digest_of(token)).first()


@transaction.atomic
def record_batch(*, till: Till, batch: Sequence[Sent]) -> list[Result]:
    """Post each sale of a batch once, and say for each what became of it, in their order.

    Each is judged by itself: one that cannot be posted is kept aside and the others go on.
    Everything is written in one transaction: sales, stock, ledger, lines and cells.
    """
    now = clock.now()
    first = _first_answers(batch)
    fresh = _fresh(batch, first)
    judged, kept = _judge_all(fresh, till, now)
    posted = _post(judged, till, now)
    answers = _own_answers(fresh, posted, kept)
    # A rival may have posted some while this batch waited for it: its answers are known by now.
    first |= _first_answers([sent for sent in fresh if id(sent) not in answers])
    first |= {sent.sale_id: answers[id(sent)] for sent in fresh if sent.sale_id and id(sent) in answers}
    differing = [sent for sent in batch if id(sent) not in answers and first[_known(sent)].digest != sent.digest]
    keep_aside([*kept, *((sent, (problem(ProblemCode.DIFFERS),)) for sent in differing)], till, now)
    _note_seen(till, now)
    return [
        _result(sent, answers[id(sent)]) if id(sent) in answers else _duplicate(sent, first[_known(sent)])
        for sent in batch
    ]


def _first_answers(batch: Sequence[Sent]) -> dict[UUID, First]:
    """What was answered before to the ids in the batch, posted or kept aside."""
    ids = [sent.sale_id for sent in batch if sent.sale_id is not None]
    known: dict[UUID, First] = {}
    if not ids:
        return known
    aside = QuarantinedRecord.objects.filter(sale_id__in=ids).order_by("-id")
    for sale_id, problems, digest in aside.values_list("sale_id", "problems", "content_digest"):
        if sale_id is not None:
            known[sale_id] = First(SaleStatus.INVALID, tuple(problems), digest)
    posted = Sale.objects.filter(pk__in=ids).order_by()
    for sale_id, status, problems, digest in posted.values_list("pk", "status", "problems", "content_digest"):
        known[sale_id] = First(SaleStatus(status), tuple(problems), digest)
    return known


def _fresh(batch: Sequence[Sent], first: dict[UUID, First]) -> list[Sent]:
    """Those to judge: without a known id, and of one id only the first."""
    fresh, seen = [], set(first)
    for sent in batch:
        if sent.sale_id is None or sent.sale_id not in seen:
            fresh.append(sent)
        if sent.sale_id is not None:
            seen.add(sent.sale_id)
    return fresh


def _judge_all(fresh: Sequence[Sent], till: Till, now: datetime) -> tuple[list[JudgedSale], list[KeptSale]]:
    """The sales to post, and what to keep aside."""
    if till.revoked_at is not None:
        return [], [(sent, (problem(ProblemCode.TILL_REVOKED),)) for sent in fresh]
    book = read_stall_book(till, _products_named(fresh))
    judged: list[JudgedSale] = []
    kept: list[KeptSale] = []
    for sent in fresh:
        if sent.sale is None:
            kept.append((sent, sent.problems))
            continue
        try:
            judged.append(judge(sent.sale, sent.digest, book, now))
        except KeptAside as refusal:
            kept.append((sent, refusal.problems))
    return judged, kept


def _products_named(fresh: Sequence[Sent]) -> set[str]:
    """As far as they can be ids at all: the database refuses to look for some characters."""
    lines = [line for sent in fresh if sent.sale is not None for line in sent.sale.lines]
    named = {str(line.product) for line in lines if line.product is not None}
    return {name for name in named if name.isascii() and name.isalnum()}


def _post(judged: Sequence[JudgedSale], till: Till, now: datetime) -> list[JudgedSale]:
    """Write the sales that are new with all that follows from them, and answer those."""
    if not judged:
        return []
    posted = claim_sales(in_sessions(judged, till), till, now)
    write_lines(posted)
    take_at_stall(items=stock_items(posted), edition_code=till.stall.edition.code)
    record_sales(facts=[fact_of(sale, till.stall) for sale in posted])
    return posted


def _own_answers(fresh: Sequence[Sent], posted: Sequence[JudgedSale], kept: Sequence[KeptSale]) -> dict[int, First]:
    """What is answered to each of `fresh` that this batch settled, by the identity of what was sent."""
    answers = {id(sent): First(SaleStatus.INVALID, problems, sent.digest) for sent, problems in kept}
    by_id = {sale.read.id: sale for sale in posted}
    for sent in fresh:
        if sent.sale is not None and id(sent) not in answers and (sale := by_id.get(sent.sale.id)):
            answers[id(sent)] = First(sale.status, sale.problems, sent.digest)
    return answers


def _known(sent: Sent) -> UUID:
    """The id of something sent before; what has no id is never taken for a duplicate."""
    if sent.sale_id is None:
        raise LookupError(sent.digest)
    return sent.sale_id


def _result(sent: Sent, answer: First) -> Result:
    return Result(sent.name, answer.status, answer.problems)


def _duplicate(sent: Sent, first: First) -> Result:
    differs = () if sent.digest == first.digest else (problem(ProblemCode.DIFFERS),)
    return Result(sent.name, SaleStatus.DUPLICATE, (*first.problems, *differs), first.status)


def _note_seen(till: Till, now: datetime) -> None:
    """Last and not every time: each batch of a busy till would otherwise write its row."""
    stale = Q(last_seen_at__isnull=True) | Q(last_seen_at__lt=now - SEEN_EVERY)
    Till.objects.filter(stale, pk=till.pk).update(last_seen_at=now)
