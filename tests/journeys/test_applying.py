"""A cooperative from application to stall: it applies, is chosen, says that it comes, finds its stall, brings goods."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser

from catalogue.models import Product
from catalogue.partner.models import StockRecord
from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.applications.models import Application
from fairs.applications.waiting import offer_free_places
from fairs.attendance.models import Badge
from fairs.calls.models import Call
from fairs.models import EditionMembership, Participation, Stop
from fairs.plan.models import Plan, PlanMark, PlanPlace
from tests.factories import make_cooperative, make_edition, make_member, make_product, make_stall, make_user
from tests.fairs.calling import placed
from tests.journeys.conftest import Shop, _page
from tests.journeys.visits import VIEWS, View, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
PICTURES = ("Miel de thym", "Huile d'argan", "Amlou")


@dataclass
class Walk:
    """A manager with three products, and a call that is open."""

    manager: User
    products: list[Product]
    call: Call


@pytest.fixture
def walk(market: Shop) -> Walk:
    cooperative = make_cooperative(name_ar="تعاونية تيويزي", name_fr="Coopérative Tiwizi")
    now = clock.now()
    edition = make_edition(
        starts_on=(now + timedelta(days=30)).date(), name_fr="Salon régional", name_ar="المعرض الجهوي"
    )
    ahead = {"opens_at": -1, "closes_at": 5, "announces_at": 9, "confirm_by": 14}
    dates = {name: now + timedelta(days=days) for name, days in ahead.items()}
    opened = {"opened_at": now - timedelta(days=1), "opened_by": make_user()}
    stop = edition.stops.get()
    texts = {"text_fr": "Le stand est gratuit.", "text_ar": "الرواق مجاني.", "what_to_bring_fr": "Une nappe"}
    call = Call.objects.create(stop=stop, capacity=1, most_stalls_each=2, **dates, **opened, **texts)
    products = [make_product(cooperative=cooperative, title_fr=title, title_ar=title) for title in PICTURES]
    return Walk(make_member(cooperative, first_name="Fatima"), products, call)


def test_from_application_to_stall(browser: Browser, market: Shop, view: View, walk: Walk) -> None:
    cooperative, edition = walk.products[0].cooperative, walk.call.stop.edition
    apply = f"workspace/fairs/apply/{cooperative.public_id}/{edition.code}/"
    with _page(browser, view.viewport) as page, visiting(page, market, view) as visit:
        visit.sign_in(walk.manager)
        visit.see("workspace/fairs/", shows="#open")
        visit.press("section[aria-labelledby=open] a.cover")
        visit.look("what", shows=".kind-choice")
        visit.press("main form button[type=submit]", answers=422)
        visit.look("nothing touched", shows=".errorlist")
        for place in (0, 1):
            page.locator(".kind-choice input").nth(place).check()
        visit.press("main form button[type=submit]")
        visit.look("needs", shows="#id_people")
        page.locator("#id_people").fill("2")
        page.locator("#id_women").fill("3")
        page.locator("input[name=power]").first.check()
        visit.press("main form button[type=submit]", answers=422)
        visit.look("too many women", shows="#id_women[aria-invalid=true]")
        page.locator("#id_women").fill("2")
        visit.press("main form button[type=submit]")
        visit.look("send", shows="main form .button-large")
        assert page.url.endswith(f"{apply}send/")
        visit.press("main form .button-large")
        visit.look("sent", shows="#standing")

        mine = Application.objects.get(cooperative=cooperative)
        assert (mine.status, mine.people, mine.women, mine.products.count()) == ("sent", 2, 2, 2)
        at = f"workspace/fairs/applications/{mine.public_id}/"
        visit.see(f"{at}change/", shows="#id_people")
        Application.objects.filter(pk=mine.pk).update(status="waiting", waiting_position=1)
        Call.objects.filter(pk=walk.call.pk).update(announced_at=clock.now(), announced_by=walk.call.opened_by)
        visit.see(at, shows="#standing")
        offer_free_places(walk.call.pk)
        visit.see(at, shows="form[action$='take/']")
        visit.press("form[action$='take/'] button")
        visit.look("comes", shows="a[href*='/stalls/']")

        part = Participation.objects.get(cooperative=cooperative)
        assert part.status == "confirmed"
        _prepare(part)
        visit.press("a[href*='/stalls/']")
        visit.look("stall", shows=".plan-drawing")
        visit.press("main a[href*='/goods/']")
        visit.look("goods", shows=".goods-item")
        page.locator(".goods-item input").first.fill("4")
        visit.press("form[action$='send/'] button.button-large")
        visit.look("goods there", shows=".goods-account")
        visit.see("workspace/fairs/applications/", shows=".item")
        visit.see("workspace/fairs/", shows="#coming")
        refused = placed(_another_call(), "refused", cooperative, reason="العرض كثير من هذا المنتوج")
        visit.see(f"workspace/fairs/applications/{refused.public_id}/", shows="details:has(textarea) > summary")
    left = StockRecord.objects.get(product=part.listings.order_by("-product").first().product)
    assert left.num_in_stock in (Decimal(6), Decimal(10))


def _prepare(part: Participation) -> None:
    """What the organisers write meanwhile: the stall and its plan, the way, who answers, a badge."""
    stop = part.stop
    stall = make_stall(stop.edition, part, code="B7")
    where = {
        "venue": "Place Al Amal",
        "directions": "Derrière le stade",
        "latitude": "30.42018",
        "longitude": "-9.59815",
    }
    Stop.objects.filter(pk=stop.pk).update(**where)
    plan = Plan.objects.create(stop=stop)
    PlanPlace.objects.create(plan=plan, stall=stall, column=4, row=4)
    other = make_stall(stop.edition, code="B8")
    PlanPlace.objects.create(plan=plan, stall=other, column=8, row=4)
    PlanMark.objects.create(plan=plan, kind="entrance", column=0, row=10)
    EditionMembership.objects.create(user=make_user(first_name="Hassan"), edition=stop.edition, role="owner")
    Badge.objects.create(participation=part, number=1, name="Fatima")


def _another_call() -> Call:
    now, by = clock.now(), make_user()
    edition = make_edition(starts_on=(now + timedelta(days=40)).date())
    dates = {"opens_at": -30, "closes_at": -10, "announces_at": -3, "confirm_by": 4}
    moments = {name: now + timedelta(days=days) for name, days in dates.items()}
    acts = {"opened_at": moments["opens_at"], "opened_by": by, "announced_at": moments["announces_at"]}
    return Call.objects.create(stop=edition.stops.get(), capacity=5, announced_by=by, **moments, **acts)
