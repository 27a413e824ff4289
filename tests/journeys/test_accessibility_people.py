"""axe finds nothing to mend, and nothing runs over the edge: inviting, agreeing, switching, helping in the field."""

from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Page

from cooperatives import clock
from cooperatives.models import Cooperative, UnionMembership
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.recoveries import ask_recovery
from cooperatives.officers.services import ask_consent
from cooperatives.team.services import invite
from tests.cooperatives.officers import code_sent_to, let_in, make_agent, make_watched, other_code
from tests.cooperatives.paying import make_rib
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.journeys.conftest import Shop
from tests.journeys.visits import VIEWS, View, Visit, visiting
from tests.marketplace.hubs import make_union

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("view", VIEWS, ids=str)]
REFUSAL = "[aria-invalid=true], .errorlist"
PEOPLE = "workspace/people/"
_serial = count(1)


def refused(visit: Visit, path: str, form: str = "main form") -> None:
    """A form as it comes back with nothing typed."""
    visit.press(f"{form} button[type=submit]", answers=422)
    visit.look(f"{path} refused", shows=REFUSAL)


def test_team_has_no_barrier(market: Shop, phone: Page, view: View) -> None:
    cooperative, (amina, _brahim) = make_watched()
    seller = make_member(cooperative, role="seller", first_name="Hind", last_name="Alaoui")
    invite(cooperative_id=cooperative.pk, role="accountant", phone="+212612345678", by=amina)
    _invitation, token = invite(cooperative_id=cooperative.pk, role="seller", by=amina)
    with visiting(phone, market, view) as visit:
        visit.sign_in(amina)
        visit.see(PEOPLE, shows="article.item")
        visit.see(f"{PEOPLE}invite/", shows="input[name=role]")
        refused(visit, "invite")
        phone.locator("input[name=role]").nth(2).check()
        visit.press("main form button[type=submit]")
        visit.look("link of an invitation", shows="#invitation-link")
        visit.see(f"{PEOPLE}members/{seller.public_id}/", shows="input[name=role]")
        visit.see(f"{PEOPLE}me/", shows="details")
        visit.see(f"{PEOPLE}log/", shows="article")
        visit.sign_in(make_user())
        visit.see(f"{PEOPLE}invited/{token}/", shows="#id_first_name")
        refused(visit, "invited")
        visit.see(f"{PEOPLE}invited/{'x' * 32}/", shows="main p", status=404)


def test_officers_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    cooperative, (amina, brahim) = make_watched()
    make_member(cooperative, first_name="Chama")
    agent = make_agent(cooperative)
    asked = {"holder": "Cooperative Amal", "rib": make_rib(1)}
    consent = ask_consent(cooperative_id=cooperative.pk, act=ConsentAct.BANK_ACCOUNT, asked=asked, by=amina)
    code = code_sent_to(brahim)
    let_in(agent, cooperative, amina)
    ask_recovery(cooperative_id=cooperative.pk, user_id=amina.pk, phone=number(), seen="CIN AB123456", by=agent)
    unwatched = make_member(make_cooperative())
    with visiting(phone, market, view) as visit:
        visit.sign_in(amina)
        visit.see(f"{PEOPLE}officers/", shows="input[name=reason]")
        refused(visit, "recovery")
        visit.see(f"{PEOPLE}consents/{consent.public_id}/", shows="#id_code")
        refused(visit, "consent")
        phone.locator("#id_code").fill(other_code(code))
        refused(visit, "wrong code")
        phone.locator("#id_code").fill(code)
        visit.press("main form button[type=submit]")
        visit.see(f"{PEOPLE}consents/{consent.public_id}/", shows=".notice-success")
        visit.sign_in(unwatched)
        visit.see(f"{PEOPLE}officers/", shows="div.notice-warning")


def test_switching_and_unions_have_no_barrier(market: Shop, phone: Page, view: View) -> None:
    union = make_union()
    manager = make_member(union)
    members = [joined(union, shows) for shows in ({}, {"shows_catalogue": True, "shows_figures": True})]
    make_cooperative().memberships.create(user=manager, role="seller")
    with visiting(phone, market, view) as visit:
        visit.sign_in(manager)
        visit.see(f"{PEOPLE}switch/", shows="main form button")
        visit.see("workspace/more/", shows=".app-head .place")
        visit.see(f"{PEOPLE}union/", shows="article.item")
        for member in members:
            visit.see(f"{PEOPLE}union/{member.public_id}/", shows="h1")
        visit.sign_in(make_member(members[0]))
        visit.see(f"{PEOPLE}our-unions/", shows="input[type=checkbox]")


def test_field_work_has_no_barrier(market: Shop, phone: Page, view: View) -> None:
    cooperative, (amina, brahim) = make_watched()
    agent = make_agent(cooperative)
    field = f"{PEOPLE}field/"
    with visiting(phone, market, view) as visit:
        visit.sign_in(agent)
        visit.see(field, shows="article.item")
        visit.see(f"{field}?q=xyzzy", shows=".empty")
        visit.see(f"{field}cooperatives/{cooperative.public_id}/", shows="#id_task")
        refused(visit, "mandate")
        phone.locator("#id_task").fill("Photos")
        phone.locator("input[name=whom]").first.check()
        visit.press("main form button[type=submit]")
        visit.look("mandate", shows="#id_code")
        phone.locator("#id_code").fill(code_sent_to(amina))
        visit.press("main form button[type=submit]")
        visit.look("working for another", shows=".acting")
        visit.see("workspace/products/", shows=".acting")
        visit.go(f"{field}cooperatives/{cooperative.public_id}/")
        phone.locator("details.disclosure summary").last.click()
        phone.locator("input[name=member]").first.check()
        phone.locator("#id_phone").fill("0" + number()[4:])
        phone.locator("#id_seen").fill("CIN AB123456")
        visit.press("details.disclosure form button[type=submit]")
        visit.look("lost telephone", shows="form button")
        visit.press("main form[action$='/code/'] button[type=submit]")
        visit.look("lost telephone, code sent", shows="#id_code")
        assert code_sent_to(brahim)


def joined(union: Cooperative, shows: dict[str, bool]) -> Cooperative:
    cooperative = make_cooperative()
    make_product(cooperative=cooperative)
    day = clock.today() - timedelta(days=30)
    UnionMembership.objects.create(union=union, cooperative=cooperative, joined_on=day, **shows)
    return cooperative


def number() -> str:
    return f"+21269912{next(_serial):04d}"
