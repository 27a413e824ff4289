"""The evenings of the live fair: a round with a conflict, slips of paper, an estimate that was signed, money beside."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID, uuid5

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import CASABLANCA
from fairs.closing.beside import NewContract, add_contract, add_spending
from fairs.enums import ContractKind, EstimateMethod
from fairs.models import Edition, Listing, Participation, Stop
from fairs.rounds.estimates import NothingToFill, sign_estimate
from fairs.rounds.models import Round, Tablet
from fairs.rounds.parsing import read_visits
from fairs.rounds.proposals import propose_estimate
from fairs.rounds.services import close_round, record_visits
from fairs.rounds.slips import give_out_slips, read_slips, record_slips
from fairs.rounds.tablets import invite_tablet

NAMESPACE = UUID("5e1f7a52-0000-4000-8000-000000000003")
EVENING = time(20, 30)
SLIPS = 100


def load_evenings(stop: Stop, *, enumerator: User, second: User) -> list[date]:
    """Go round on the evenings of `stop` that are over, and answer their days; the oldest was estimated too."""
    days = [day for day in stop.days.order_by("day").values_list("day", flat=True) if _evening(day) < clock.now()]
    asked = list(Participation.objects.filter(stop=stop, cooperative__sells_online=False).order_by("id"))
    tablet, _code = invite_tablet(edition=stop.edition, user=enumerator, label="1", by=enumerator)
    other, _code = invite_tablet(edition=stop.edition, user=second, label="2", by=enumerator)
    for day in days:
        _go_round(tablet, asked, day)
    if days:
        _by_mistake(other, asked, days[-1])
        _estimate(stop, days[0], by=enumerator)
    return days


def load_slips(edition: Edition, *, by: User, day: date) -> None:
    """Two books given out, and three slips of the first typed in."""
    listing = (
        Listing.objects.filter(participation__stop__edition=edition)
        .order_by("id")
        .select_related("participation", "product__stockrecord")
    )
    first = listing[0]
    give_out_slips(edition=edition, first=1, last=SLIPS, participation=first.participation, by=by)
    give_out_slips(edition=edition, first=SLIPS + 1, last=2 * SLIPS, by=by)
    tablet = Tablet.objects.filter(edition=edition, user=by).order_by("id")[0]
    slips = [_slip(first.participation, first.product, day, number) for number in (1, 2, 4)]
    record_slips(tablet=tablet, batch=read_slips(json.dumps({"slips": slips}).encode()))


def load_beside(edition: Edition, *, by: User) -> None:
    """What was signed at the fair, and the public money that went into it: both stand apart from turnover."""
    first = Participation.objects.filter(stop__edition=edition).order_by("id")[0]
    signed = edition.starts_at.astimezone(CASABLANCA).date()
    given = NewContract(
        participation=first,
        kind=ContractKind.CONTRACT,
        counterpart="متجر كبير (نموذج)",
        amount=Decimal("85000.00"),
        signed_on=signed,
    )
    add_contract(contract=given, by=by)
    for label, amount in (("خيام وكهرباء", "180000.00"), ("نقل العارضين وإيواؤهم", "95000.00")):
        add_spending(edition=edition, label=label, amount=Decimal(amount), source="اتفاقية الشراكة (نموذج)", by=by)


def _go_round(tablet: Tablet, asked: Sequence[Participation], day: date) -> None:
    """Most say a total, some refuse, some are away; a few were not asked at all."""
    dice = Random(f"{tablet.edition.code}:{day}")
    visits = [_visit(each, day, dice) for each in asked if dice.random() < 0.9]
    record_visits(tablet=tablet, batch=read_visits(json.dumps({"visits": visits}).encode()))


def _by_mistake(tablet: Tablet, asked: Sequence[Participation], day: date) -> None:
    """Somebody else asked three stalls again: one says the same, the others something else."""
    dice = Random(f"{tablet.edition.code}:{day}:again")
    visits = [_visit(each, day, dice, outcome="told") for each in asked[:3]]
    record_visits(tablet=tablet, batch=read_visits(json.dumps({"visits": visits}).encode()))


def _visit(participation: Participation, day: date, dice: Random, *, outcome: str = "") -> dict[str, Any]:
    outcome = outcome or dice.choice(("told",) * 8 + ("refused", "absent"))
    return {
        "id": str(uuid5(NAMESPACE, f"{participation.public_id}:{day}:{dice.random()}")),
        "participation": participation.public_id,
        "day": day.isoformat(),
        "at": _evening(day).isoformat(),
        "outcome": outcome,
        "amount": f"{dice.randint(20, 400) * 10}.00" if outcome == "told" else None,
    }


def _slip(participation: Participation, product: Product, day: date, number: int) -> dict[str, Any]:
    price = product.stockrecord.price
    line = {"product": product.public_id, "quantity": "1", "unit_price": str(price), "amount": str(price)}
    return {
        "id": str(uuid5(NAMESPACE, f"slip:{participation.public_id}:{number}")),
        "number": number,
        "participation": participation.public_id,
        "day": day.isoformat(),
        "payment": "cash",
        "lines": [line],
        "total": str(price),
    }


def _estimate(stop: Stop, day: date, *, by: User) -> None:
    """The first evening is over for good: who had no figure is filled by the middle of the others, and it is signed."""
    proposal = propose_estimate(stop=stop, counts_on=day, method=EstimateMethod.MEDIAN_OF_ALL)
    for round_ in Round.objects.filter(stop=stop, counts_on=day):
        close_round(round_=round_, by=by)
    try:
        sign_estimate(
            stop=stop, counts_on=day, method=proposal.method, seen=proposal.fingerprint, by=by, note="بعد جولة ثانية"
        )
    except NothingToFill:
        return


def _evening(day: date) -> datetime:
    return datetime.combine(day, EVENING, CASABLANCA)
