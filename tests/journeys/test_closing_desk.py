"""axe finds nothing to mend where a fair is closed, and on the papers' pages: refusals included."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.business_days import CASABLANCA
from fairs.closing.models import Closing, SalesCertificate
from fairs.enums import Evidence
from fairs.models import Edition
from fairs.rounds.models import Round
from fairs.tills.models import QuarantinedRecord
from fairs.tills.services import enrol_till
from tests.factories import make_cooperative, make_edition, make_participation, make_stall
from tests.fairs.closing_world import declare
from tests.fairs.organisers import make_organiser, sell
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true]"


@dataclass
class OverFair:
    """A fair of two days that ended three days ago: one typed, one told, one said nothing on either day."""

    edition: Edition
    owner: User
    round_: Round
    kept: QuarantinedRecord


@pytest.fixture
def fair(market: Shop) -> OverFair:
    first = clock.today() - timedelta(days=5)
    edition = make_edition(starts_on=first, days=2)
    typed, told, _silent = (make_participation(edition, make_cooperative()) for _ in range(3))
    for day in (first, first + timedelta(days=1)):
        sell(typed, "120.00", counts_on=day, sold_at=_noon(day))
        declare(told, day, "850.00", Evidence.DECLARED)
    till, _token = enrol_till(stall=make_stall(edition, typed), by=None)
    kept = QuarantinedRecord.objects.create(till=till, stop=typed.stop, payload={"total": "much"}, content_digest="x")
    owner = make_organiser(edition, first_name="Amina", last_name="Idrissi")
    return OverFair(edition, owner, Round.objects.create(stop=typed.stop, counts_on=first), kept)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=CASABLANCA)


def test_closing_a_fair_has_no_barrier(market: Shop, phone: Page, view: View, fair: OverFair) -> None:
    edition = f"organiser/editions/{fair.edition.code}/"
    with visiting(phone, market, view) as visit:
        visit.sign_in(fair.owner)
        visit.see(f"{edition}closing/", shows="main a[href$='/closing/stops/1/']")
        visit.see(f"{edition}closing/stops/1/", shows="#missing-title")
        assert phone.locator("main a[href*='/waiting/']").count() >= 1
        # The round is over, and what lay aside is settled: one reason is still wanted.
        Round.objects.filter(pk=fair.round_.pk).update(status="closed", closed_at=clock.now())
        QuarantinedRecord.objects.filter(pk=fair.kept.pk).update(settled_at=clock.now(), outcome="-")
        visit.go(f"{edition}closing/stops/1/")
        phone.locator("button[data-confirm-danger]").click()
        visit.look("asked whether it is for good", shows="dialog[open]")
        visit.press("dialog[open] [data-yes]", answers=422)
        visit.look("closing refused", shows=REFUSAL)
        phone.locator("[name^=reason-]").fill("غادر قبل النهاية")
        phone.locator("#id_means_it").check()
        phone.locator("button[data-confirm-danger]").click()
        visit.press("dialog[open] [data-yes]")
        visit.look("closed", shows="main a[href$='report.pdf']")

        whole = Closing.objects.get(edition=fair.edition, stop=None)
        assert whole.gross == Decimal("1940.00")
        certificate = SalesCertificate.objects.filter(edition=fair.edition).order_by("number")[0]
        visit.see(f"certificates/{certificate.public_id}/", shows="main dl")
        expect(phone.locator("main")).to_contain_text(f"{fair.edition.code}-0001")
        # Last: it looks again by itself.
        visit.see(f"{edition}closing/{whole.public_id}/printing/", shows="main h2", status=202)


def test_what_stands_beside_a_fair_has_no_barrier(market: Shop, phone: Page, view: View, fair: OverFair) -> None:
    edition = f"organiser/editions/{fair.edition.code}/"
    with visiting(phone, market, view) as visit:
        visit.sign_in(fair.owner)
        visit.see(f"{edition}beside/", shows="#contract")
        visit.press("#contract form button", answers=422)
        visit.look("contract refused", shows=REFUSAL)
        visit.press("#money form button", answers=422)
        visit.look("public money refused", shows=REFUSAL)
        visit.see("organiser/sentence/", shows="#sentence-ar")
        visit.see("organiser/files/", shows="main aside form")
        visit.press("main aside form button")
        visit.look("file planned", shows="main .panel")
