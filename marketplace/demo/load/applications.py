"""Who applied to the fairs to come: two score to the one whose committee chooses, a few to the one that is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import OrganisationKind, Role
from cooperatives.models import Cooperative
from fairs.applications.services import begin_application, save_application, send_application
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from marketplace.demo.load.editions import choose

CHOOSING, OPEN = 40, 9
BETWEEN = timedelta(hours=9)
WORDS = ("زربية أزيلالية", "عسل الزعتر", "خبز تقليدي", "فخار", "أعشاب عطرية", "جلباب مطرز", "أملو", "كسكس الشعير")
NEEDS = ("نحتاج طاولة إضافية", "قريبا من الماء من فضلكم", "", "", "")
PRESENTATION = "نشتغل منذ سنوات مع نساء الدوار، وكل ما نعرضه من صنع أيدينا."


def load_applications(sellers: Sequence[Cooperative], organisations: Sequence[Cooperative], *, staff: User) -> int:
    """Apply through the services, each at its hour; answer how many did.

    The first cooperative leaves the open call to whoever tries the demonstration, and has begun nothing there.
    """
    sent = 0
    for call in Call.objects.filter(opened_at__isnull=False).select_related("stop__edition").order_by("pk"):
        match call.status:
            case CallStatus.SELECTING:
                sent += _apply(call, [sellers[0], *_who(call, sellers[1:], organisations, CHOOSING - 1)], staff=staff)
            case CallStatus.OPEN:
                sent += _apply(call, _who(call, sellers[1:], organisations, OPEN), staff=staff)
    return sent


def _who(
    call: Call, sellers: Sequence[Cooperative], organisations: Sequence[Cooperative], wanted: int
) -> list[Cooperative]:
    """A third of them sell online; two thirds are of the region, where there are so many."""
    able = [each for each in organisations if each.status == "approved"]
    region, code = call.stop.region_id, call.stop.edition.code
    of_shop = choose([each for each in sellers if each.status == "approved"], wanted // 3, region=region, seed=code)
    return of_shop + choose(able, wanted - len(of_shop), region=region, seed=f"{code}-others")


def _apply(call: Call, who: Sequence[Cooperative], *, staff: User) -> int:
    """Spread over the days of the call, the last an hour before it closes, or before now."""
    managers = _managers(who)
    products = _products(who)
    last = min(call.closes_at, clock.now()) - timedelta(hours=1)
    first = max(call.opens_at + timedelta(hours=1), last - BETWEEN * len(who))
    step = (last - first) / max(1, len(who) - 1)
    for place, cooperative in enumerate(who):
        dice = Random(f"{call.stop.edition.code}-{cooperative.pk}")
        by = managers.get(cooperative.pk, staff)
        _send(call, cooperative, products.get(cooperative.pk, []), first + step * place, dice, by)
    return len(who)


def _send(
    call: Call, cooperative: Cooperative, products: Sequence[Product], moment: datetime, dice: Random, by: User
) -> None:
    brought = [product.pk for product in products[: dice.randint(2, 5)]]
    words = [] if brought else dice.sample(WORDS, dice.randint(1, 3))
    with clock.frozen_at(moment):
        application = begin_application(call_id=call.pk, cooperative_id=cooperative.pk, by=by)
        save_application(
            application_id=application.pk,
            values=_needs(call, cooperative, dice),
            product_ids=brought,
            labels=words,
            by=by,
        )
        send_application(application_id=application.pk, by=by)


def _needs(call: Call, cooperative: Cooperative, dice: Random) -> dict[str, Any]:
    people = dice.choice((2, 2, 2, 3))
    women = people if cooperative.kind == OrganisationKind.WOMEN else dice.randint(0, people)
    is_far = cooperative.region_id != call.stop.region_id
    return {
        "stalls_wanted": min(call.most_stalls_each, dice.choice((1, 1, 1, 1, 2))),
        "people": people,
        "women": women,
        "young": dice.randint(0, 1),
        "power_watts": dice.choice((0, 100, 100, 400, 2600)),
        "lodging_for": people if is_far else 0,
        "needs_transport": is_far and dice.random() < 0.5,
        "needs": dice.choice(NEEDS),
        "presentation": PRESENTATION if dice.random() < 0.6 else "",
    }


def _managers(who: Sequence[Cooperative]) -> dict[int, User]:
    rows = User.objects.filter(memberships__cooperative__in=who, memberships__role=Role.MANAGER)
    found = rows.order_by("-pk").values_list("memberships__cooperative", "pk")
    people = User.objects.in_bulk([pk for _cooperative, pk in found])
    return {cooperative: people[pk] for cooperative, pk in found}


def _products(who: Sequence[Cooperative]) -> dict[int, list[Product]]:
    found: dict[int, list[Product]] = {}
    for product in Product.objects.kept().filter(cooperative__in=who).order_by("position", "pk"):
        found.setdefault(product.cooperative_id, []).append(product)
    return found
