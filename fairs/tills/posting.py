"""From readable sales to everything that follows from them: judged, claimed, and written once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from catalogue.partner.locks import HeldForASale, levels_for_update
from catalogue.partner.stock import ask_for_stall, give_back_at_stall, take_at_stall
from cooperatives.round_trips import Ask, Rows, one_round_trip
from fairs.enums import TillKind
from fairs.revenue.services import ask_settled, record_sales_within, settled_in
from fairs.tills.judging import JudgedSale, KeptAside, fact_of, judge
from fairs.tills.locks import share_known_sessions_in
from fairs.tills.models import Sale, Till
from fairs.tills.originals import Original, hold_originals
from fairs.tills.parsing import ReadSale, Record, Sent
from fairs.tills.problems import Problem
from fairs.tills.reversals import judge_reversal
from fairs.tills.sessions import Place, places_for
from fairs.tills.stall_book import Named, ask_stall_book, read_stall_book, stall_book_of
from fairs.tills.usual import with_unusual
from fairs.tills.writing import brought_back, claim_sales, in_sessions, taken


@dataclass(slots=True)
class Posted:
    """What was written of a batch, and what has to be kept aside with which problems."""

    sales: list[JudgedSale] = field(default_factory=list)
    kept: list[tuple[Sent, tuple[Problem, ...]]] = field(default_factory=list)

    def judged(self, sent: Iterable[Sent], how: Callable[[Sent], JudgedSale]) -> list[JudgedSale]:
        """What can be posted; the rest is kept aside, each by itself."""
        found = []
        for each in sent:
            try:
                found.append(how(each))
            except KeptAside as refusal:
                self.kept.append((each, refusal.problems))
        return found


@dataclass(frozen=True, slots=True)
class AskedOfBatch:
    """What is asked about a batch before anything of it is written: whose it is, and its sessions, which are shared."""

    book: Rows
    sessions: Rows


@dataclass(frozen=True, slots=True)
class AskedWithClaim:
    """What was asked together with the claim of the sales: their stock, which is held, and what is settled."""

    stock: HeldForASale | None
    settled: Rows


def ask_of_batch(ask: Ask, *, till_id: int, stall_id: int, edition_id: int, sent: Sequence[Sent]) -> AskedOfBatch:
    """Ask for what `post_sales` needs of `sent`, in a round trip of the caller's."""
    sessions = {each.sale.session for each in sent if each.sale is not None}
    named = _named(each for each in sent if isinstance(each.sale, ReadSale))
    return AskedOfBatch(
        book=ask_stall_book(ask, stall_id=stall_id, edition_id=edition_id, named=named),
        sessions=share_known_sessions_in(ask, sessions, till_id) if sessions else [],
    )


def post_sales(
    *,
    till: Till,
    sent: Sequence[Sent],
    now: datetime,
    also: tuple[Problem, ...] = (),
    asked: AskedOfBatch | None = None,
) -> Posted:
    """Post what is new of `sent`, in the caller's transaction; `also` is written beside each as a problem.

    Sales are written first: what takes one of them back may come in the same batch. `asked` is what the caller asked
    about these or more in this transaction.
    """
    posted = Posted(kept=[(each, each.problems) for each in sent if each.sale is None])
    sales = [each for each in sent if isinstance(each.sale, ReadSale)]
    reversals = [each for each in sent if each.sale is not None and not isinstance(each.sale, ReadSale)]
    judged: list[JudgedSale] = []
    if sales:
        book = stall_book_of(till, asked.book) if asked else read_stall_book(till, _named(sales))
        judged = posted.judged(sales, lambda each: judge(each.sale, each.digest, book, now))  # type: ignore[arg-type]
    # All at once, before anything else is held: opening one takes the till's lock.
    named = [*(sale.read for sale in judged), *(each.sale for each in reversals if each.sale)]
    shared = asked.sessions if asked else ()
    places = places_for(till=till, claimed=_first_moments(named), now=now, by_sale=True, shared=shared) if named else {}
    together = None
    if judged:
        placed = in_sessions(with_unusual(judged, till), places)
        # What is taken back holds its sales before any stock.
        together = _claim(posted, placed, till, now, also, with_stock=not reversals)
    if reversals:
        _reverse(posted, reversals, places, till, now, also)
    if posted.sales:
        _follow_up(posted.sales, till, together)
    return posted


def _reverse(
    posted: Posted,
    sent: Sequence[Sent],
    places: dict[UUID, Place],
    till: Till,
    now: datetime,
    also: tuple[Problem, ...],
) -> None:
    just_sold = {sale.read.id: sale for sale in posted.sales}
    originals = hold_originals({each.sale.reverses for each in sent}, just_sold)  # type: ignore[union-attr]
    # A rival may have posted the same while the originals were waited for.
    known = set(Sale.objects.filter(pk__in=[each.sale_id for each in sent]).order_by().values_list("pk", flat=True))
    fresh = [each for each in sent if each.sale_id not in known]
    book = read_stall_book(till, _named(fresh, originals.values()))
    judged = posted.judged(
        fresh,
        lambda each: judge_reversal(each.sale, each.digest, originals, book, now),  # type: ignore[arg-type]
    )
    # A cancelled sale has its session: there is none to open.
    others = {sale.session_id: sale.read.sold_at for sale in judged if sale.session_id not in places}
    places = places | (places_for(till=till, claimed=others, now=now, by_sale=True) if others else {})
    _claim(posted, in_sessions(judged, places), till, now, also)


def _first_moments(records: Iterable[Record]) -> dict[UUID, datetime]:
    moments: dict[UUID, datetime] = {}
    for record in records:
        moments[record.session] = min(moments.get(record.session, record.sold_at), record.sold_at)
    return moments


def _claim(
    posted: Posted,
    placed: Sequence[JudgedSale],
    till: Till,
    now: datetime,
    also: tuple[Problem, ...],
    *,
    with_stock: bool = False,
) -> AskedWithClaim | None:
    """Write those that are new. What follows from them is asked in the same round trip, unless others come between."""
    if not placed:
        return None
    if also:
        placed = [replace(sale, problems=(*sale.problems, *also)) for sale in placed]
    together = None
    with one_round_trip() as ask:
        claimed = claim_sales(ask, placed, till, now)
        if with_stock:
            together = _ask_with_claim(ask, placed, till)
    ids = {pk for (pk,) in claimed}
    posted.sales += [sale for sale in placed if sale.read.id in ids]
    return together


def _ask_with_claim(ask: Ask, placed: Sequence[JudgedSale], till: Till) -> AskedWithClaim:
    items, edition = taken(placed), till.stall.edition
    return AskedWithClaim(
        stock=ask_for_stall(ask, items=items, edition_code=edition.code) if items else None,
        settled=ask_settled(ask, editions={edition.pk}, stops={sale.stop.pk for sale in placed}),
    )


def _follow_up(sales: Sequence[JudgedSale], till: Till, together: AskedWithClaim | None) -> None:
    """Stock, then the book: never back up the order of locks."""
    items, back = taken(sales), brought_back(sales)
    if back:
        # All stock rows at once, in one order, though they move in two steps.
        levels_for_update({item.stockrecord_id for item in items} | {item.stockrecord_id for item in back})
    if items:
        take_at_stall(items=items, edition_code=till.stall.edition.code, held=together.stock if together else None)
    if back:
        give_back_at_stall(items=back)
    facts = [fact_of(sale, till.stall.edition) for sale in sales]
    if till.kind == TillKind.PAPER:
        facts = [replace(fact, hour_is_known=False) for fact in facts]
    record_sales_within(facts=facts, settled=settled_in(together.settled) if together else None)


def _named(sent: Iterable[Sent], originals: Iterable[Original] = ()) -> Named:
    """As far as they can be ids at all: the database refuses to look for some characters."""
    records = [each.sale for each in sent if each.sale is not None]
    lines = [line for record in records if isinstance(record, ReadSale) for line in record.lines]
    return Named(
        products=_plain(str(line.product) for line in lines if line.product is not None),
        cooperatives=_plain(line.cooperative for line in lines if line.cooperative),
        cashiers=frozenset(record.cashier for record in records if record.cashier),
        cooperative_ids=frozenset(line.cooperative_id for each in originals for line in each.lines.values()),
    )


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if name.isascii() and name.isalnum())
