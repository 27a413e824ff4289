"""Who reaches which address: every role against every guarded address, and none is left out."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from catalogue.models import Product
from cooperatives import clock
from cooperatives.settlements.models import Settlement
from fairs.enums import CashHolder
from fairs.models import Edition
from fairs.tills.models import TillSession
from fairs.tills.services import enrol_till
from marketplace.order.models import Order, Parcel
from marketplace.payment.models import ReturnRequest
from tests.architecture.workspace_access import (
    NOBODY,
    ROLES,
    WORKSPACE_ELSEWHERE,
    WORKSPACE_GET,
    WORKSPACE_POST,
)
from tests.factories import (
    make_cooperative,
    make_edition,
    make_member,
    make_participation,
    make_product,
    make_stall,
    make_user,
)
from tests.fairs.organisers import make_organiser, signed_in
from tests.marketplace.factories import make_order
from tests.marketplace.hubs import make_hub, make_union
from tests.marketplace.staff import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_refusals")]

# Signing in first is 302; what a person may not see does not exist: 404. A wrong verb is 405.
EVERYONE = dict.fromkeys(ROLES, 200)
ORGANISERS = {
    "visitor": 302,
    "shopper": 404,
    "member": 404,
    "other member": 404,
    "organiser": 200,
    "other organiser": 404,
    "staff": 200,
}
DESK = ORGANISERS | {"other organiser": 200}
SIGNED_IN = {role: 302 if role == "visitor" else 200 for role in ROLES}

JANUARY = date(2026, 1, 1)

GET: dict[str, dict[str, int]] = {
    # Nothing in these is anybody's: a till speaks by its own token.
    "/till/": EVERYONE,
    "/till/sw.js": EVERYONE,
    "/till/manifest.webmanifest": EVERYONE,
    "/till/words/ar.json": EVERYONE,
    # A sale that has not arrived; one that has: tests/fairs/test_stall_receipts.py.
    "/r/AAAAAAAAAAAAAAAAAAAAAA": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/{token}/": EVERYONE,
    "purchases/{purchase}/forged-token/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/{token}/orders/{order}/cancel/": EVERYONE,
    "purchases/{purchase}/forged-token/orders/{order}/cancel/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/{token}/orders/{order}/messages/": EVERYONE,
    "purchases/{purchase}/forged-token/orders/{order}/messages/": dict.fromkeys(ROLES, 404),
    # No such message; one with a picture: tests/marketplace/test_conversation.py.
    "purchases/{purchase}/{token}/orders/{order}/messages/xxxxxxxxxxxx.jpg": dict.fromkeys(ROLES, 404),
    # Nothing of it is paid, so that there is no receipt for anybody; what is paid: tests/marketplace/test_receipts.py.
    "purchases/{purchase}/{token}/receipt/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/forged-token/receipt.pdf": dict.fromkeys(ROLES, 404),
    # Nothing of it waits for a card: whoever comes back from the hosted page is led to the purchase.
    "purchases/{purchase}/{token}/pay/returned/": dict.fromkeys(ROLES, 303),
    "purchases/{purchase}/forged-token/pay/returned/": dict.fromkeys(ROLES, 404),
    "purchases/": SIGNED_IN,
    "account/delete/": SIGNED_IN,
    "account/phone/change/": SIGNED_IN,
    **WORKSPACE_GET,
    "organiser/": DESK,
    "organiser/figures/": DESK,
    "organiser/figures/now/": DESK,
    "organiser/figures/cooperatives/": DESK,
    "organiser/programmes/{programme}/": ORGANISERS,
    "organiser/programmes/{programme}/figures.csv": ORGANISERS,
    "organiser/editions/{edition}/": ORGANISERS,
    "organiser/editions/{edition}/figures/": ORGANISERS,
    "organiser/editions/{edition}/figures.xlsx": ORGANISERS,
    "organiser/editions/{edition}/waiting/": ORGANISERS,
    "organiser/editions/{edition}/totals/": ORGANISERS,
    "organiser/editions/{edition}/tills/": ORGANISERS,
    "organiser/editions/{edition}/round/": ORGANISERS,
    "organiser/editions/{edition}/round/missing/": ORGANISERS,
    "organiser/editions/{edition}/round/conflicts/": ORGANISERS,
    "organiser/editions/{edition}/round/estimates/": ORGANISERS,
    "organiser/editions/{edition}/round/slips/": ORGANISERS,
    "organiser/editions/{edition}/round/tablets/": ORGANISERS,
    "organiser/editions/{edition}/round/kept/": ORGANISERS,
    # No such visit: a notebook that was photographed, and who sees it: tests/fairs/test_organiser_round.py.
    "organiser/editions/{edition}/round/visits/00000000-0000-0000-0000-000000000000/photo.jpg": NOBODY,
    "organiser/places/": DESK,
    # Whoever owns a whole programme begins its editions: tests/fairs/test_preparing_pages.py.
    "organiser/new-programme/": NOBODY | {"staff": 200},
    "organiser/programmes/{programme}/new-edition/": NOBODY | {"staff": 200},
    "organiser/editions/{edition}/copy/": NOBODY | {"staff": 200},
    "organiser/editions/{edition}/details/": ORGANISERS,
    "organiser/editions/{edition}/prepare/": ORGANISERS,
    "organiser/editions/{edition}/stops/": ORGANISERS,
    "organiser/editions/{edition}/stops/add/": ORGANISERS,
    "organiser/editions/{edition}/stops/1/": ORGANISERS,
    "organiser/editions/{edition}/stops/1/hours/": ORGANISERS,
    "organiser/editions/{edition}/calls/": ORGANISERS,
    "organiser/editions/{edition}/calls/1/": ORGANISERS,
    # No call is written; one that is: tests/fairs/test_preparing_pages.py.
    "organiser/editions/{edition}/calls/1/criteria/": NOBODY,
    "organiser/editions/{edition}/calls/1/quotas/": NOBODY,
    "organiser/editions/{edition}/calls/1/extend/": NOBODY,
    "organiser/editions/{edition}/people/": ORGANISERS,
    "organiser/sentence/": DESK,
    "organiser/files/": DESK,
    "organiser/editions/{edition}/plan/": ORGANISERS,
    "organiser/editions/{edition}/plan/1/proposal/": ORGANISERS,
    "organiser/editions/{edition}/day/": ORGANISERS,
    "organiser/editions/{edition}/day/incidents/": ORGANISERS,
    "organiser/editions/{edition}/day/visitors/": ORGANISERS,
    "organiser/editions/{edition}/day/workshops/": ORGANISERS,
    "organiser/editions/{edition}/day/institutions/": ORGANISERS,
    "organiser/editions/{edition}/day/incidents/xxxxxxxxxxxx/picture.jpg": NOBODY,
    "organiser/editions/{edition}/day/workshops/xxxxxxxxxxxx/change/": NOBODY,
    "organiser/editions/{edition}/papers/": ORGANISERS,
    "organiser/editions/{edition}/papers/1/names/": ORGANISERS,
    # No badge was made yet: back to the list of papers.
    "organiser/editions/{edition}/papers/1/badges.pdf": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/papers/1/badges/state/": ORGANISERS,
    "organiser/editions/{edition}/closing/": ORGANISERS,
    "organiser/editions/{edition}/closing/stops/1/": ORGANISERS,
    "organiser/editions/{edition}/beside/": ORGANISERS,
    # Nothing was closed and no file was made; what was: tests/fairs/test_closing_pages.py, test_scheduled_exports.py.
    "organiser/editions/{edition}/closing/xxxxxxxxxxxx/report.pdf": NOBODY,
    "organiser/editions/{edition}/closing/xxxxxxxxxxxx/certificates.pdf": NOBODY,
    "organiser/editions/{edition}/closing/xxxxxxxxxxxx/printing/": NOBODY,
    "organiser/files/xxxxxxxxxxxx/figures.xlsx": NOBODY,
    "certificates/xxxxxxxxxxxx/": dict.fromkeys(ROLES, 404),
    "certificates/xxxxxxxxxxxx/certificate.pdf": dict.fromkeys(ROLES, 404),
    # No list was read for the edition; one that was: tests/fairs/test_import_pages.py.
    "organiser/editions/{edition}/import/": ORGANISERS,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/columns/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/state/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/rows/2/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/list/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/proofs/0/": NOBODY,
    # No call was opened; one that was, with its committee: tests/fairs/test_committee_pages.py.
    "organiser/editions/{edition}/committee/": ORGANISERS,
    "organiser/editions/{edition}/committee/stops/1/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/list.xlsx": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/log/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/applications/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/points/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/points/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/members/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/together/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/together/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/filling/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/announcement/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/minutes/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/minutes/xxxxxxxxxxxx/printing/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/minutes/xxxxxxxxxxxx/ar.pdf": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/appeals/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/appeals/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/tills/{till}/": ORGANISERS,
    "organiser/editions/{edition}/tills/{till}/state/": ORGANISERS,
    "organiser/editions/{edition}/tills/sessions/{session}/": ORGANISERS,
    "organiser/editions/{edition}/tills/reports/": ORGANISERS,
    "organiser/editions/{edition}/tills/reports.xlsx": ORGANISERS,
    # An operator sells for the cooperatives of this edition.
    "organiser/editions/{edition}/deposits/": ORGANISERS,
    "organiser/editions/{edition}/deposits/of/{cooperative}/": ORGANISERS,
    "organiser/editions/{edition}/deposits/of/{cooperative}/left/": ORGANISERS,
    "organiser/editions/{edition}/deposits/cash/": ORGANISERS,
}
# Acts: sent without a token or with a forged one they must do nothing; who may not, learns nothing.
POST: dict[str, dict[str, int]] = {
    **WORKSPACE_POST,
    "account/delete/": dict.fromkeys(ROLES, 422) | {"visitor": 302},
    "purchases/{purchase}/forged-token/confirm/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/forged-token/code/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/forged-token/orders/{order}/messages/": dict.fromkeys(ROLES, 404),
    # Nothing was offered; what was: tests/marketplace/test_workspace_orders_parts.py.
    "purchases/{purchase}/{token}/orders/{order}/part/take/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/{token}/pay/": dict.fromkeys(ROLES, 303),
    "purchases/{purchase}/forged-token/pay/": dict.fromkeys(ROLES, 404),
    "purchases/{purchase}/{token}/pay/cash/": dict.fromkeys(ROLES, 303),
    "purchases/{purchase}/forged-token/pay/cash/": dict.fromkeys(ROLES, 404),
    # Nothing ticked, nothing written: the form again, for who answers for the edition.
    "organiser/editions/{edition}/closing/stops/1/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/papers/1/names/": ORGANISERS | {"organiser": 302, "staff": 302},
    # Nothing typed: the plan again, for who answers for the edition; no plan yet: nothing to draw on.
    "organiser/editions/{edition}/plan/1/size/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/plan/1/row/": NOBODY,
    "organiser/editions/{edition}/plan/1/mark/": NOBODY,
    "organiser/editions/{edition}/plan/1/marks/1/remove/": NOBODY,
    "organiser/editions/{edition}/plan/1/picture/": NOBODY,
    "organiser/editions/{edition}/plan/1/list/": NOBODY,
    "organiser/editions/{edition}/plan/1/propose/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/plan/1/take/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/plan/1/stalls/A1/move/": NOBODY,
    "organiser/editions/{edition}/plan/1/stalls/A1/edit/": NOBODY,
    "organiser/editions/{edition}/plan/1/stalls/A1/remove/": NOBODY,
    "organiser/editions/{edition}/plan/1/stalls/A1/give/": NOBODY,
    "organiser/editions/{edition}/plan/1/stalls/A1/free/": NOBODY,
    # No day is named, nobody is: nothing to write on; a form that comes without anything shows itself again.
    "organiser/editions/{edition}/day/badge/": NOBODY,
    "organiser/editions/{edition}/day/comers/xxxxxxxxxxxx/arrived/": NOBODY,
    "organiser/editions/{edition}/day/comers/xxxxxxxxxxxx/arrivals/00000000-0000-4000-8000-000000000000/back/": NOBODY,
    "organiser/editions/{edition}/day/comers/xxxxxxxxxxxx/missing/": NOBODY,
    "organiser/editions/{edition}/day/comers/xxxxxxxxxxxx/awaited/": NOBODY,
    "organiser/editions/{edition}/day/comers/xxxxxxxxxxxx/replace/": NOBODY,
    "organiser/editions/{edition}/day/incidents/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/day/incidents/xxxxxxxxxxxx/solve/": NOBODY,
    "organiser/editions/{edition}/day/incidents/xxxxxxxxxxxx/reopen/": NOBODY,
    "organiser/editions/{edition}/day/visitors/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/day/workshops/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/day/workshops/xxxxxxxxxxxx/change/": NOBODY,
    "organiser/editions/{edition}/day/workshops/xxxxxxxxxxxx/came/": NOBODY,
    "organiser/editions/{edition}/day/workshops/xxxxxxxxxxxx/cancel/": NOBODY,
    "organiser/editions/{edition}/day/institutions/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/day/institutions/xxxxxxxxxxxx/end/": NOBODY,
    "organiser/editions/{edition}/papers/1/names/make/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/papers/1/names/xxxxxxxxxxxx/end/": NOBODY,
    "organiser/editions/{edition}/closing/whole/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/import/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/add-proofs/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/new/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/load/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/drop/": NOBODY,
    "organiser/editions/{edition}/import/xxxxxxxxxxxx/take-back/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/points/hand-in/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/points/xxxxxxxxxxxx/aside/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/propose/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/reasons/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/xxxxxxxxxxxx/undo/": NOBODY,
    "organiser/editions/{edition}/committee/stops/1/decisions/xxxxxxxxxxxx/leave/": NOBODY,
    "organiser/editions/{edition}/beside/contracts/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/beside/money/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/new-programme/": NOBODY | {"staff": 422},
    "organiser/programmes/{programme}/new-edition/": NOBODY | {"staff": 422},
    "organiser/editions/{edition}/copy/": NOBODY | {"staff": 422},
    "organiser/editions/{edition}/details/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/publish/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/hide/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/stops/add/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/stops/months/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/stops/1/": ORGANISERS | {"organiser": 422, "staff": 422},
    # Its only stop: refused, and told so.
    "organiser/editions/{edition}/stops/1/remove/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/calls/1/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/calls/1/open/": NOBODY,
    "organiser/editions/{edition}/calls/1/quotas/remove/": NOBODY,
    "organiser/editions/{edition}/calls/1/to-all/same/": NOBODY,
    "organiser/editions/{edition}/people/appoint/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/people/xxxxxxxxxxxx/owner/end/": NOBODY,
    "organiser/editions/{edition}/bodies/add/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/bodies/xxxxxxxxxxxx/remove/": NOBODY,
    "organiser/files/": DESK | {"organiser": 422, "other organiser": 422, "staff": 422},
    "organiser/files/xxxxxxxxxxxx/end/": NOBODY,
    "organiser/editions/{edition}/beside/contracts/xxxxxxxxxxxx/withdraw/": NOBODY,
    "organiser/editions/{edition}/beside/money/xxxxxxxxxxxx/withdraw/": NOBODY,
    "organiser/editions/{edition}/tills/{till}/revoke/": ORGANISERS | {"organiser": 302, "staff": 302},
    "organiser/editions/{edition}/tills/{till}/code/": ORGANISERS | {"organiser": 302, "staff": 302},
    # Nothing typed: the form again, for who may write.
    "organiser/editions/{edition}/tills/sessions/{session}/close/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/round/state/": NOBODY,
    "organiser/editions/{edition}/round/conflicts/xxxxxxxxxxxx/": NOBODY,
    "organiser/editions/{edition}/round/estimates/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/round/estimates/xxxxxxxxxxxx/withdraw/": NOBODY,
    "organiser/editions/{edition}/round/slips/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/round/tablets/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/round/tablets/xxxxxxxxxxxx/revoke/": NOBODY,
    "organiser/editions/{edition}/waiting/{till}/xxxxxxxxxxxx/count/": NOBODY,
    "organiser/editions/{edition}/waiting/{till}/xxxxxxxxxxxx/settle/": NOBODY,
    "organiser/editions/{edition}/round/kept/xxxxxxxxxxxx/count/": NOBODY,
    "organiser/editions/{edition}/round/kept/xxxxxxxxxxxx/settle/": NOBODY,
    "organiser/editions/{edition}/deposits/of/{cooperative}/left/": ORGANISERS | {"organiser": 422, "staff": 422},
    "organiser/editions/{edition}/deposits/cash/": ORGANISERS | {"organiser": 422, "staff": 422},
}
# Named under a guarded prefix and covered by the tests of their own page.
COVERED_ELSEWHERE = {
    **WORKSPACE_ELSEWHERE,
    "purchase:confirm": "tests/marketplace/test_purchase_page.py",
    "purchase:send-again": "tests/marketplace/test_purchase_page.py",
    "payment:return": "tests/marketplace/test_returns.py",
    "payment:return-withdraw": "tests/marketplace/test_returns.py",
    "organiser:correct-declared": "tests/fairs/test_organiser_declared.py",
    "organiser:end-cashier": "tests/fairs/test_organiser_tills.py",
    "organiser:reset-pin": "tests/fairs/test_organiser_tills.py",
    "organiser:cash-report": "tests/fairs/test_organiser_tills_sessions.py",
    "organiser:cash-report-pdf": "tests/fairs/test_organiser_tills_sessions.py",
    "organiser:deposit-slip": "tests/fairs/test_organiser_deposits.py",
    "organiser:deposit-slip-pdf": "tests/fairs/test_organiser_deposits.py",
    "organiser:handover": "tests/fairs/test_organiser_deposits.py",
    "organiser:handover-pdf": "tests/fairs/test_organiser_deposits.py",
    "organiser:handover-back": "tests/fairs/test_organiser_deposits.py",
}
GUARDED = (
    "till",
    "stall-receipt",
    "workspace",
    "organiser",
    "certificate",
    "purchase",
    "payment",
    "conversation",
    "receipt",
    "account-delete",
)


@dataclass
class World:
    """One order of a cooperative, one edition of an organiser, and everyone who might look."""

    order: Order
    edition: Edition
    session: TillSession
    clients: dict[str, Client]

    def path(self, template: str) -> str:
        # What is the same in every language begins with its stroke.
        return ("" if template.startswith("/") else "/fr/") + template.format(
            purchase=self.order.purchase.public_id,
            token=self.order.purchase.link_token,
            order=self.order.public_id,
            product=self.order.lines.get().product.public_id,
            parcel=self.order.parcel.public_id,
            coming_back=self.order.return_requests.get().public_id,
            edition=self.edition.code,
            programme=self.edition.programme.code,
            cooperative=self.order.cooperative.public_id,
            month=f"{self.order.cooperative.public_id}/{JANUARY:%Y-%m}",
            till=self.session.till.public_id,
            session=self.session.pk,
        )


def make_world() -> World:
    product: Product = make_product(cooperative=make_union())
    order = make_order(product)
    hub = make_hub(product.cooperative)
    order.parcel = Parcel.objects.create(purchase=order.purchase, hub=hub, carrier=order.carrier, price=35)
    order.save(update_fields=["parcel"])
    ReturnRequest.objects.create(order=order, reason="other", way="postal")
    edition = make_edition(cash_held_by=CashHolder.OPERATOR)
    other = make_edition(programme_kind="mobile_markets")
    till, _ = enrol_till(stall=make_stall(edition, make_participation(edition, product.cooperative)), by=None)
    session = TillSession.objects.create(till=till, opened_at=clock.now())
    Settlement.objects.create(
        cooperative=product.cooperative, month=JANUARY, opening=0, covered=0, closing=0, line_count=0
    )
    people: dict[str, Client] = {
        "visitor": Client(),
        "shopper": signed_in(make_user()),
        "member": signed_in(make_member(product.cooperative)),
        "other member": signed_in(make_member(make_cooperative())),
        "organiser": signed_in(make_organiser(edition)),
        "other organiser": signed_in(make_organiser(other)),
        "staff": signed_in(make_staff()),
    }
    return World(order, edition, session, people)


@pytest.fixture(scope="module")
def made_world(once_for_all: Callable[[Callable[[], World]], World]) -> World:
    return once_for_all(make_world)


@pytest.fixture
def world(made_world: World) -> World:
    """The world as it was made: whoever looked before left no cookie."""
    return replace(made_world, clients={role: fresh(client) for role, client in made_world.clients.items()})


def fresh(client: Client) -> Client:
    again = Client()
    again.cookies = deepcopy(client.cookies)
    return again


def reached(world: World, template: str, method: str = "get") -> dict[str, int]:
    path = world.path(template)
    return {role: getattr(client, method)(path).status_code for role, client in world.clients.items()}


@pytest.mark.parametrize("template", GET)
def test_each_role_sees_what_it_may_and_nothing_else(world: World, template: str) -> None:
    assert reached(world, template) == GET[template]


@pytest.mark.parametrize("template", POST)
def test_each_role_does_what_it_may_and_nothing_else(world: World, template: str) -> None:
    assert reached(world, template, "post") == POST[template]


def named_patterns(resolver: URLResolver, namespace: str = "") -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= named_patterns(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and entry.name:
            found.add(f"{namespace}{entry.name}")
    return found


def test_no_guarded_address_is_missing_from_the_matrix(world: World) -> None:
    resolver = get_resolver()
    with translation.override("fr"):
        guarded = {name for name in named_patterns(resolver) if name.split(":")[0] in GUARDED}
        walked = {resolver.resolve(world.path(template).partition("?")[0]).view_name for template in [*GET, *POST]}
    assert guarded - walked - set(COVERED_ELSEWHERE) == set()


def test_a_person_who_left_the_cooperative_sees_its_orders_no_more(world: World) -> None:
    client = world.clients["member"]
    world.order.cooperative.memberships.update(left_at="2026-01-01T00:00:00Z")

    assert client.get(world.path("workspace/orders/{order}/")).status_code == 404
    assert Order.objects.filter(pk=world.order.pk).exists()
