"""The desk of tills, cash reports, deposits and the operator's money: no barrier, and one scan enrols a till."""

import json
import os
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from cooperatives import clock
from cooperatives.accounts.models import User
from fairs.enrolment import new_secret, take_code
from fairs.enums import CashHolder
from fairs.models import Edition, EditionDay
from fairs.organiser.till_acts import invite_till
from fairs.tills.closing import close_session_from_desk
from fairs.tills.models import Cashier, CashReport, Till, TillEvent, TillSession
from fairs.tills.parsing import read_batch
from fairs.tills.services import enrol_till, record_batch
from tests.factories import (
    make_cooperative,
    make_edition,
    make_member,
    make_participation,
    make_product,
    make_stall,
    make_user,
)
from tests.fairs.consignment import hand_over, leave, take
from tests.fairs.organisers import make_organiser
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting

pytestmark = pytest.mark.browser
SCREENSHOTS = os.environ.get("SCREENSHOTS")


class Platform:
    """A platform that sells for two cooperatives, with a till that sold, one that is silent and one to be scanned."""

    def __init__(self) -> None:
        self.edition: Edition = make_edition(
            programme_kind="permanent_platforms",
            cash_held_by=CashHolder.OPERATOR,
            name_ar="منصة وجدة للتعاونيات",
            name_fr="Plateforme d'Oujda",
        )
        EditionDay.objects.filter(stop__edition=self.edition).update(opens_at=time(0, 0), closes_at=time(23, 59))
        self.argan = make_cooperative(name_ar="تعاونية أركان الأطلس", name_fr="Coopérative Argane de l'Atlas")
        self.saffron = make_cooperative(name_ar="تعاونية زعفران تالوين", name_fr="Coopérative Safran de Taliouine")
        self.products = [
            make_product(cooperative=owner, price="120.00", stock="40", title_ar=arabic, title_fr=french)
            for owner, arabic, french in (
                (self.argan, "زيت أركان", "Huile d'argan"),
                (self.saffron, "زعفران حر", "Safran pur"),
            )
        ]
        parts = [make_participation(self.edition, owner) for owner in (self.argan, self.saffron)]
        self.stall = make_stall(self.edition, *parts, is_shared=True, code="P1")
        self.owner: User = make_organiser(self.edition, first_name="Khadija", last_name="Amrani")
        self.till, _ = enrol_till(stall=self.stall, label="Caisse commune", by=None)
        self.cashier = Cashier.objects.create(stall=self.stall, name="Aïcha", sign="🌙", pin_salt="", pin_hash="")
        self.sessions = [uuid4(), uuid4()]
        for product in self.products:
            leave(self.edition, product.cooperative, quantities={product.public_id: Decimal(20)})
        self.sell()
        self.report: CashReport = self.closed()
        self.slip = take(self.edition, self.argan, quantities={self.products[0].public_id: Decimal(1)})
        self.handover = hand_over(self.edition, "100.00", self.argan)
        silent, _ = enrol_till(stall=self.stall, label="Deuxième caisse", by=None)
        Till.objects.filter(pk=silent.pk).update(last_seen_at=clock.now() - timedelta(hours=2))

    def sell(self) -> None:
        for session, numbers in zip(self.sessions, ((1, 2, 3), (1, 4)), strict=True):
            sold = [self._send(session, number) for number in numbers]
            self._cancel(sold[1], session)
        TillSession.objects.filter(pk__in=self.sessions).update(opening_float=Decimal("200.00"), cashier=self.cashier)
        for session in self.sessions:
            TillEvent.objects.create(
                id=uuid4(),
                till=self.till,
                session_id=session,
                kind="cash_out",
                happened_at=clock.now(),
                amount=Decimal("50.00"),
                note="Monnaie",
                status="accepted",
                content_digest="x",
            )

    def _cancel(self, sold: UUID, session: UUID) -> None:
        """By a telephone whose own clock is three hours behind."""
        now = clock.now()
        void = {"id": str(uuid4()), "session": str(session), "number": 9, "kind": "void", "reverses": str(sold)}
        void |= {"sold_at": now.isoformat(), "device_at": (now - timedelta(hours=3)).isoformat(), "payment": "cash"}
        body = json.dumps({"sales": [void | {"total": "240.00", "note": "أدى مرتين"}]}).encode()
        record_batch(till=self.till, batch=read_batch(body))

    def _send(self, session: UUID, number: int) -> UUID:
        one = {"quantity": "1", "unit_price": "120.00", "amount": "120.00"}
        sale = {
            "id": str(uuid4()),
            "session": str(session),
            "number": number,
            "sold_at": clock.now().isoformat(),
            "payment": "cash",
            "lines": [{"product": product.public_id} | one for product in self.products],
            # The first of each session is doubtful.
            "total": "240.00" if number > 1 else "239.00",
        }
        body = json.dumps({"sales": [sale]}).encode()
        record_batch(till=self.till, batch=read_batch(body))
        return UUID(str(sale["id"]))

    def closed(self) -> CashReport:
        report = close_session_from_desk(
            session_id=self.sessions[0],
            counted_cash=Decimal("850.00"),
            explanation="Vingt dirhams de trop rendus",
            by=self.owner,
            witnessed_by="Driss",
        )
        self._send(self.sessions[0], 4)
        return report


def shot(visit: Visit, name: str) -> None:
    if SCREENSHOTS:
        Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
        visit.page.screenshot(path=f"{SCREENSHOTS}/{visit.view}-{name}.png", full_page=True)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_desk_of_tills_and_deposits_has_no_barrier(market: Shop, phone: Page, view: View) -> None:
    platform = Platform()
    base = f"organiser/editions/{platform.edition.code}"
    owner = platform.argan.public_id
    pages = {
        "tills": (f"{base}/tills/", "h2"),
        "till": (f"{base}/tills/{platform.till.public_id}/", "#cashiers-title"),
        "session": (f"{base}/tills/sessions/{platform.sessions[1]}/", "#close"),
        "reports": (f"{base}/tills/reports/", "table"),
        "report": (f"{base}/tills/reports/{platform.report.public_id}/", "#cancelled-title"),
        "deposits": (f"{base}/deposits/", "table"),
        "deposit": (f"{base}/deposits/of/{owner}/", "#slips-title"),
        "leave": (f"{base}/deposits/of/{owner}/left/", "form table"),
        "slip": (f"{base}/deposits/slips/{platform.slip.public_id}/", ".signatures"),
        "cash": (f"{base}/deposits/cash/", "#hand-over"),
        "handover": (f"{base}/deposits/cash/{platform.handover.public_id}/", ".signatures"),
        "handover-back": (f"{base}/deposits/cash/{platform.handover.public_id}/take-back/", "form"),
    }
    with visiting(phone, market, view) as visit:
        visit.sign_in(platform.owner)
        for name, (path, shows) in pages.items():
            visit.see(path, shows=shows)
            shot(visit, name)
        visit.go(f"{base}/deposits/of/{owner}/left/")
        visit.page.locator("table input").first.fill("4000")
        visit.press("main form button[type=submit]", answers=422)
        visit.look("slip refused", shows="[aria-invalid=true]")
        shot(visit, "slip-refused")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_fairs_in_the_workspace_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    platform = Platform()
    with visiting(phone, market, view) as visit:
        visit.sign_in(make_member(platform.argan))
        visit.see("workspace/fairs/", shows=".item")
        shot(visit, "workspace-fairs")
        visit.see(f"workspace/fairs/{platform.argan.public_id}/{platform.edition.code}/", shows="#fair-cancelled")
        shot(visit, "workspace-fair")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_one_scan_enrols_a_till_and_the_page_says_so_by_itself(market: Shop, phone: Page, view: View) -> None:
    edition = make_edition()
    make_stall(edition, code="B7")
    owner = make_organiser(edition)
    with visiting(phone, market, view) as visit:
        visit.sign_in(owner)
        visit.go(f"organiser/editions/{edition.code}/tills/")
        visit.page.locator("#id_stall").select_option("B7")
        visit.press("aside form button[type=submit]")
        visit.look("code", shows=".qr svg")
        shot(visit, "code")
        code = visit.page.locator(".token").text_content().partition("#enrol=")[2]

        take_code(devices=Till, code=code, token=new_secret())

        expect(visit.page.locator("#till-state .notice-success")).to_be_visible(timeout=10_000)
        shot(visit, "code-taken")


def test_code_that_ran_out_asks_no_more(market: Shop, phone: Page) -> None:
    """Neither does one that was taken: a page left open overnight asks for nothing."""
    edition = make_edition()
    till, _ = invite_till(stall=make_stall(edition), label="", by=make_user())
    Till.objects.filter(pk=till.pk).update(code_ends_at=clock.now() - timedelta(minutes=1))
    with visiting(phone, market, VIEWS[0]) as visit:
        visit.sign_in(make_organiser(edition))
        visit.go(f"organiser/editions/{edition.code}/tills/{till.public_id}/")
        assert visit.page.locator("#till-state[hx-get]").count() == 0
        assert visit.page.locator("form[action$='/code/']").count() == 1
