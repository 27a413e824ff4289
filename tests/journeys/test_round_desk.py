"""axe finds nothing to mend on the round's pages at the desk, and nothing runs over the edge: refusals included."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page

from cooperatives import clock
from fairs.models import Participation
from tests.fairs.round_market import Market, make_market
from tests.fairs.rounds import make_enumerator
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, visiting

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true]"


def sent(market: Market, participation: Participation, amount: str | None, **more: Any) -> dict[str, Any]:
    values = {
        "id": str(uuid4()),
        "participation": participation.public_id,
        "day": market.today.isoformat(),
        "at": clock.now().isoformat(),
        "outcome": "told" if amount else "refused",
        "amount": amount,
    }
    return values | more


@pytest.fixture
def market(shop: Shop) -> Market:
    """Two figures for the first stall, one of them photographed; one refusal; two who were not asked."""
    market = make_market(stalls=5)
    first, second, third, *_ = market.participations
    amina, salma = make_enumerator(market.edition, name="Amina"), make_enumerator(market.edition)
    photographed = sent(market, first, "450.00", photo=True)
    amina.send(photographed, sent(market, second, None), sent(market, third, "300.00"))
    amina.put_photo(str(photographed["id"]), _notebook())
    salma.send(sent(market, first, "540.00"))
    return market


def _notebook() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (320, 240), "#f4ead0").save(drawn, "JPEG")
    return drawn.getvalue()


def test_the_round_has_no_barrier(shop: Shop, phone: Page, view: View, market: Market) -> None:
    with visiting(phone, shop, view) as visit:
        visit.sign_in(market.organiser)
        round_ = f"organiser/editions/{market.edition.code}/round/"
        visit.see(round_, shows="main .table-figures .doubt")
        visit.see(f"{round_}missing/", shows="main .write-here")
        visit.see(f"{round_}conflicts/", shows="main img.notebook")
        visit.press("main form button[type=submit]", answers=422)
        visit.look("nothing chosen", shows=REFUSAL)
        visit.see(f"{round_}estimates/?method=median_of_all", shows="#proposal")
        visit.press("#proposal form button", answers=422)
        visit.look("estimate refused", shows=REFUSAL)
        visit.see(f"{round_}slips/", shows="#id_first")
        visit.press("main aside form button", answers=422)
        visit.look("slips refused", shows=REFUSAL)
        visit.see(f"{round_}tablets/", shows="main table")
        visit.press("main aside form button", answers=422)
        visit.look("tablet refused", shows=REFUSAL)
        phone.locator("#id_person").select_option(index=1)
        visit.press("main aside form button")
        visit.look("tablet invited", shows=".qr svg")
