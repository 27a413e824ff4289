"""One of everything that the workspace gives an address, for a cooperative: of two such, neither reaches the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from catalogue.lots.models import Lot
from catalogue.lots.services import LotFacts, write_lot
from catalogue.models import Product
from catalogue.pictures import add_picture
from catalogue.sheets.models import ProductSheet
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.joining.enums import PaperKind
from cooperatives.models import Cooperative, QualitySign, SignHeld, UnionMembership
from cooperatives.officers.mandates import ask_mandate
from cooperatives.officers.models import Consent, Mandate, Recovery
from cooperatives.officers.recoveries import ask_recovery
from cooperatives.officers.services import ask_consent
from cooperatives.season.models import ClosedPeriod
from cooperatives.season.services import close
from cooperatives.settlements.models import Settlement
from cooperatives.team.models import Invitation
from cooperatives.team.services import invite
from fairs.applications.models import Application
from fairs.models import Edition, Participation
from marketplace.conversation.enums import Side as Writer
from marketplace.conversation.models import OrderMessage
from marketplace.conversation.services import write_message
from marketplace.datafiles.models import DataFile
from marketplace.help.models import HelpRecording
from marketplace.order.models import Order, Parcel
from marketplace.payment.models import ReturnRequest
from marketplace.workspace.products.pictures import name_of, pictures_as_proposed
from tests.catalogue.keeping import photo
from tests.catalogue.sheets import OIL, as_sheet
from tests.cooperatives.joining import add, make_joining, name_second, paper_of
from tests.cooperatives.officers import let_in, make_agent, make_officer
from tests.factories import (
    make_commune,
    make_cooperative,
    make_delivery_rate,
    make_edition,
    make_member,
    make_participation,
    make_product,
    make_user,
)
from tests.fairs.calling import apply as apply_to
from tests.fairs.calling import make_call
from tests.fairs.organisers import sell, signed_in
from tests.marketplace.factories import make_order
from tests.marketplace.hubs import make_hub, make_union

JANUARY = date(2026, 1, 1)
_serial = count(1)
Kwargs = Mapping[str, Any]


@dataclass
class Side:
    """A union that is a hub, sells and has officers; one that joins; their people; and one row of everything."""

    cooperative: Cooperative
    joining: Cooperative
    owner: User
    officer: User
    colleague: User
    agent: User
    named: User
    product: Product
    beside: Product
    order: Order
    parcel: Parcel
    coming_back: ReturnRequest
    message: OrderMessage
    edition: Edition
    lot: Lot
    sign: SignHeld
    sheet: ProductSheet
    data_file: DataFile
    closed: ClosedPeriod
    invitation: Invitation
    nomination: Invitation
    consent: Consent
    asked_mandate: Mandate
    mandate: Mandate
    recovery: Recovery
    member: Cooperative
    recording: HelpRecording
    application: Application
    participation: Participation
    clients: dict[str, Client]


def make_side(region: str) -> Side:
    """Everything for one side, in a region of its own."""
    number = next(_serial)
    # Where every order goes to.
    make_commune()
    # A name that stands nowhere else, so that a page which shows it is known.
    names = dict.fromkeys(("name_ar", "name_fr", "name_en"), f"Twiza-{region}")
    cooperative = make_union(commune=make_commune(code=f"{region}9", region=region), **names)
    make_delivery_rate(from_region=region)
    owner = make_officer(cooperative, first_name="Amina")
    officer = make_officer(cooperative, first_name="Brahim")
    agent, named = make_agent(cooperative), make_user(first_name="Zahra")
    product = make_product(cooperative=cooperative, stock="100")
    add_picture(product=product, upload=photo())
    order = make_order(product)
    hub = make_hub(cooperative, code=f"hub-{number}")
    order.parcel = Parcel.objects.create(purchase=order.purchase, hub=hub, carrier=order.carrier, price=35)
    order.save(update_fields=["parcel"])
    joining = _begun(owner, named)
    edition = _fair(cooperative, product)
    return Side(
        cooperative=cooperative,
        joining=joining,
        owner=owner,
        officer=officer,
        colleague=make_member(cooperative, role="seller"),
        agent=agent,
        named=named,
        product=product,
        beside=make_product(cooperative=cooperative),
        order=order,
        parcel=order.parcel,
        coming_back=ReturnRequest.objects.create(order=order, reason="other", way="postal"),
        message=write_message(order=order, side=Writer.COOPERATIVE, by=owner, text="Salam", picture=photo()),
        edition=edition,
        lot=_lot(product, owner),
        sign=_sign(cooperative, number),
        sheet=_sheet(cooperative, owner),
        data_file=_data_file(cooperative, owner),
        closed=_closed(cooperative, owner),
        invitation=invite(cooperative_id=cooperative.pk, role="seller", by=owner)[0],
        nomination=Invitation.objects.get(cooperative=joining),
        consent=_consent(cooperative, owner),
        asked_mandate=ask_mandate(cooperative_id=cooperative.pk, task="Photos", by=agent, of_id=officer.pk),
        mandate=let_in(make_agent(cooperative), cooperative, officer),
        recovery=_recovery(cooperative, officer, agent, number),
        member=_member(cooperative),
        recording=HelpRecording.objects.create(
            screen=f"screen-{number}", language="ary", file="help/x", kind="audio/webm", seconds=1, made_by=owner
        ),
        application=_application(edition, cooperative),
        participation=Participation.objects.get(cooperative=cooperative),
        clients={name: signed_in(user) for name, user in (("owner", owner), ("agent", agent), ("named", named))},
    )


def _begun(owner: User, named: User) -> Cooperative:
    """On its way in, with a paper of one page and an officer who was named."""
    joining = make_joining(owner)
    add(joining, PaperKind.REGISTRATION, 200)
    name_second(joining, named)
    return joining


def _fair(cooperative: Cooperative, product: Product) -> Edition:
    edition = make_edition()
    sell(make_participation(edition, cooperative, products=[product]), "120.00")
    Settlement.objects.create(cooperative=cooperative, month=JANUARY, opening=0, covered=0, closing=0, line_count=0)
    return edition


def _application(edition: Edition, cooperative: Cooperative) -> Application:
    """What the cooperative has sent for a stop whose call is open."""
    now = clock.now()
    ahead = {"opens_at": -1, "closes_at": 1, "announces_at": 2, "confirm_by": 3}
    call = make_call(edition, opened_at=now, **{name: now + timedelta(days=days) for name, days in ahead.items()})
    return apply_to(call, cooperative)


def _lot(product: Product, by: User) -> Lot:
    facts = LotFacts("A-1", clock.today(), Decimal(40), product.commune, "Femmes du douar", "fr")
    return write_lot(product_id=product.pk, facts=facts, by=by)


def _sign(cooperative: Cooperative, number: int) -> SignHeld:
    sign = QualitySign.objects.create(kind="igp", code=f"igp-{number}", name_fr="IGP")
    return SignHeld.objects.create(
        cooperative=cooperative,
        sign=sign,
        certifier="Normacert",
        number="2026/1",
        expires_on=date(2020, 1, 1),
        paper=_kept(f"signs/{number}.jpg", photo().read()),
    )


def _sheet(cooperative: Cooperative, by: User) -> ProductSheet:
    content = as_sheet([OIL])
    return ProductSheet.objects.create(
        cooperative=cooperative,
        file=_kept("sheets/x.xlsx", content),
        file_name="produits.xlsx",
        digest="0" * 64,
        sent_by=by,
        status="checked",
    )


def _data_file(cooperative: Cooperative, by: User) -> DataFile:
    now = clock.now()
    return DataFile.objects.create(
        cooperative=cooperative,
        kind="orders",
        language="fr",
        file=_kept("data/x.xlsx", b"x"),
        asked_by=by,
        made_at=now,
        ends_at=now + timedelta(days=7),
    )


def _kept(name: str, content: bytes) -> str:
    return storages["private"].save(name, ContentFile(content))


def _closed(cooperative: Cooperative, by: User) -> ClosedPeriod:
    first = clock.today() + timedelta(days=20)
    return close(cooperative=cooperative, starts_on=first, ends_on=first, language="ar", by=by)


def _consent(cooperative: Cooperative, by: User) -> Consent:
    asked = {"holder": "Union", "rib": "0" * 24}
    return ask_consent(cooperative_id=cooperative.pk, act="bank_account", asked=asked, by=by)


def _recovery(cooperative: Cooperative, user: User, agent: User, number: int) -> Recovery:
    return ask_recovery(
        cooperative_id=cooperative.pk, user_id=user.pk, phone=f"+21269900{number:04d}", seen="CIN AB123456", by=agent
    )


def _member(union: Cooperative) -> Cooperative:
    member = make_cooperative()
    UnionMembership.objects.create(
        union=union, cooperative=member, joined_on=JANUARY, shows_catalogue=True, shows_figures=True
    )
    return member


def nothing(_side: Side) -> Kwargs:
    return {}


@dataclass(frozen=True)
class Row:
    """How an address of one side is made, who of that side opens it, and what they send."""

    kwargs: Callable[[Side], Kwargs]
    who: str = "owner"
    data: Callable[[Side], Kwargs] = nothing


def _of(name: str, field: str = "public_id", /, **more: Any) -> Row:
    """The address of the row that `name` names."""
    return Row(lambda side: {field: getattr(side, name).public_id} | more)


def _rows(names: str, row: Row) -> dict[str, Row]:
    return dict.fromkeys(names.split(), row)


def _as(who: str, row: Row) -> Row:
    return Row(row.kwargs, who, row.data)


def _picture(side: Side) -> Kwargs:
    return {"picture": name_of(pictures_as_proposed(side.product)[0])}


_JOINING = _of("joining", "cooperative")
_PAPER = Row(lambda side: {"cooperative": side.joining.public_id, "kind": PaperKind.REGISTRATION.value})
_PAGE = Row(
    lambda side: {
        "cooperative": side.joining.public_id,
        "paper": paper_of(side.joining, PaperKind.REGISTRATION).public_id,
        "number": 1,
    }
)
_MONTH = Row(lambda side: {"cooperative": side.cooperative.public_id, "year": 2026, "month": 1})

ROWS: dict[str, Row] = {
    "join-list": _JOINING,
    "join-send": _JOINING,
    "join-officer": _JOINING,
    "join-withdraw": _JOINING,
    "join-take-up": _JOINING,
    "join-step": _of("joining", "cooperative", step="name"),
    "join-paper": _PAPER,
    "join-page-remove": Row(lambda side: {**_PAPER.kwargs(side), "number": 1}),
    "join-page": _PAGE,
    "join-answer": Row(lambda side: {"public_id": side.nomination.public_id, "answer": "yes"}, "named"),
    "invitation-withdraw": _of("invitation"),
    "member": _of("colleague"),
    "member-act": _of("colleague", name="end"),
    "leave": _of("cooperative", "cooperative"),
    "officer-end": _of("officer"),
    **_rows("consent consent-withdraw", _of("consent")),
    "mandate-end": _of("mandate"),
    "recovery-stop": _of("recovery"),
    "union-member": _of("member"),
    **_rows("field-cooperative mandate-ask recovery-ask", _as("agent", _of("cooperative"))),
    "mandate": _as("agent", _of("asked_mandate")),
    **_rows("recovery recovery-code", _as("agent", _of("recovery"))),
    **_rows(
        "product product-send product-withdraw product-origin product-sizes product-duplicate product-pictures",
        _of("product"),
    ),
    "product-move": Row(
        lambda side: {"public_id": side.product.public_id}, data=lambda side: {"after": side.beside.public_id}
    ),
    "product-part": _of("product", slug="price"),
    "product-picture-act": Row(lambda side: {"public_id": side.product.public_id, "name": "later"}, data=_picture),
    "product-act": _of("product", name="hide"),
    **_rows("lots-of-product lot-new stock-product stock-history", _of("product", "product")),
    "stock-act": _of("product", "product", name="change"),
    **_rows("lot lot-correct lot-call-back lot-labels", _of("lot")),
    **_rows("sign-again sign-paper", _of("sign")),
    **_rows("order slip messages", _of("order")),
    "act": _of("order", name="accept"),
    "message-picture": Row(lambda side: {"public_id": side.order.public_id, "message": side.message.public_id}),
    "return": _of("coming_back"),
    "return-act": _of("coming_back", name="accept"),
    "parcel": _of("parcel"),
    "parcel-act": _of("parcel", name="ship"),
    "data-file": _of("data_file"),
    **_rows("sheet sheet-state sheet-file", _of("sheet")),
    "sheet-act": _of("sheet", name="put-away"),
    **_rows("season-close season-orders", _of("cooperative", "cooperative")),
    **_rows("season-open season-end", _of("closed")),
    "bank-save": _of("cooperative", "cooperative", way="account"),
    **_rows("application application-change", _of("application")),
    "application-act": _of("application", name="take-back"),
    "fair-stall": _of("participation"),
    **_rows(
        "apply apply-needs apply-send fair-goods",
        Row(lambda side: {"cooperative": side.cooperative.public_id, "code": side.edition.code}),
    ),
    "fair-goods-act": Row(
        lambda side: {"cooperative": side.cooperative.public_id, "code": side.edition.code, "name": "send"}
    ),
    "fair": Row(lambda side: {"cooperative": side.cooperative.public_id, "code": side.edition.code}),
    **_rows("statement statement-pdf statement-xlsx", _MONTH),
}
# Nobody's: whoever may open the page may open all of them.
NOBODYS: dict[str, str] = {
    "sheet-template": "an empty sheet in a language",
    "money-lines": "a figure's name; whose it is stands in the query: tests/marketplace/test_workspace_money_lines.py",
    "help-recording": "help is for the members of every cooperative",
    "invitation": "whoever has the link: tests/marketplace/test_workspace_people.py",
}
