"""The people and rows of which every screen shows something: nothing yet, one of everything, many."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from django.db import connection

from bench.workspace.copies import copy_rows_of, found, moved, named_anew
from catalogue.counting import change_stock
from catalogue.keeping import begin_product
from catalogue.kinds.models import ProductKind
from catalogue.lots.models import Lot
from catalogue.models import Product
from catalogue.sheets.models import ProductSheet
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.papers import ask_again, pages_of
from cooperatives.models import Cooperative, QualitySign, SignHeld
from cooperatives.officers.recoveries import ask_code
from cooperatives.season.models import ClosedPeriod
from cooperatives.season.services import close
from cooperatives.settlements.models import Settlement
from cooperatives.team.services import invite
from fairs.applications.models import Application
from fairs.models import Edition
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.order.models import Order, Parcel
from marketplace.payment.models import ReturnRequest
from tests.catalogue.keeping import photo
from tests.cooperatives.joining import applicant_of, give_papers, make_applied, make_joining, name_second, paper_of
from tests.factories import make_cooperative, make_edition, make_member, make_product, make_user
from tests.fairs.calling import announced, begin, make_call, placed
from tests.marketplace.factories import CONTACT, make_order
from tests.marketplace.hubs import make_parcel, make_union
from tests.marketplace.workspace_sides import Side, make_side

# Far from where the other journeys buy and send.
REGION = "12"
# Each product and order of the demonstration's cooperative, so many times.
TIMES = 6
AT_WORK = (
    OrderStatus.CONFIRMED,
    OrderStatus.ACCEPTED,
    OrderStatus.PREPARED,
    OrderStatus.SHIPPED,
    OrderStatus.DELIVERED,
)


@dataclass
class World:
    """A cooperative that has nothing yet, one that has one of everything, and one that has sold for long."""

    new: Cooperative
    one: Side
    many: Cooperative
    # The demonstration's own, of the last.
    product: Product
    draft: Product
    lot: Lot
    sheet: ProductSheet
    reading: ProductSheet
    statement: Settlement
    fair: Edition
    orders: dict[str, Order]
    coming_back: ReturnRequest
    parcels: dict[str, Parcel]
    sign: SignHeld
    closed: ClosedPeriod
    refused: Application
    begun: Cooperative
    asked_again: Cooperative
    complete: Cooperative
    link: str
    people: dict[str, User] = field(default_factory=dict)


def make_world() -> World:
    """On the database of the demonstration's shop window."""
    one, many = make_side(REGION), _first_of_the_demonstration()
    keeper = _manager_of(many)
    new = make_cooperative(name_ar="تعاونية النخيل", name_fr="Coopérative des Palmiers", name_en="Palm Cooperative")
    sells = Product.objects.filter(cooperative=many, is_public=True, is_unique=False, lots__isnull=False)
    product = sells.order_by("pk").first()
    assert product
    begun, asked_again, complete = make_joining(make_user()), make_applied(ice="002468135000131"), _complete()
    paper = paper_of(asked_again, PaperKind.IDENTITY)
    ask_again(paper_id=paper.pk, seen=pages_of(paper), reason="الصورة غير واضحة", by=make_user())
    _link, token = invite(cooperative_id=many.pk, role="seller", by=keeper)
    world = World(
        new=new,
        one=one,
        many=many,
        product=product,
        draft=_draft(many, keeper),
        lot=Lot.objects.filter(product=product).order_by("pk")[0],
        sheet=ProductSheet.objects.filter(cooperative=many).order_by("pk")[0],
        reading=_sheet_being_read(many, keeper),
        statement=Settlement.objects.filter(cooperative=many).latest("month"),
        fair=Edition.objects.filter(stops__participations__cooperative=many).order_by("-starts_at")[0],
        orders=_orders(product, keeper),
        coming_back=_coming_back(one),
        parcels={state: make_parcel(one.parcel.hub, state=state) for state in (ParcelState.READY, ParcelState.AWAY)},
        sign=_signs(many),
        closed=_closed_now(one),
        refused=_refused(many),
        begun=begun,
        asked_again=asked_again,
        complete=complete,
        link=token,
    )
    begin(one.application.call, new)
    ask_code(recovery_id=one.recovery.pk, by=one.agent, of_id=one.owner.pk)
    world.people = _people(world, keeper)
    _many_rows(many)
    return world


def _refused(cooperative: Cooperative) -> Application:
    """Refused for an edition that is still to come."""
    edition = make_edition(starts_on=clock.today() + timedelta(days=35))
    return placed(announced(make_call(edition)), "refused", cooperative)


def _people(world: World, keeper: User) -> dict[str, User]:
    """Whoever looks, by the name that the screens give them."""
    return {
        "new": make_member(world.new, first_name="Tuda"),
        "one": world.one.owner,
        "many": keeper,
        "agent": world.one.agent,
        "let in": world.one.mandate.agent,
        "named": world.one.named,
        "nobody": make_user(),
        "named, nameless": _named(world.complete),
        "nothing": make_member(make_cooperative()),
        "union": make_member(make_union()),
        "two managers": _two_managers(),
        "shown": make_member(world.one.member),
        "begun": applicant_of(world.begun),
        "asked again": applicant_of(world.asked_again),
        "complete": applicant_of(world.complete),
    }


def _named(cooperative: Cooperative) -> User:
    """Somebody without a name, who was named as its second officer."""
    user = make_user()
    name_second(cooperative, user)
    return user


def _two_managers() -> User:
    """A manager of a cooperative without officers, who may name the other one."""
    cooperative = make_cooperative()
    make_member(cooperative, first_name="Chama")
    return make_member(cooperative)


def _first_of_the_demonstration() -> Cooperative:
    """The one whose telephone `make demo` prints."""
    return Cooperative.objects.on_sale().order_by("pk")[0]


def _manager_of(cooperative: Cooperative) -> User:
    return cooperative.memberships.current().filter(role="manager").select_related("user").earliest("pk").user


def _complete() -> Cooperative:
    """On its way in, with a photograph of its first paper."""
    cooperative = make_joining(make_user(first_name="Amina"), name="Coopérative Aziza")
    give_papers(cooperative, PaperKind.REGISTRATION)
    return cooperative


def _orders(product: Product, keeper: User) -> dict[str, Order]:
    """One at each step; each of somebody else, since open ones for one number are limited."""
    change_stock(product_id=product.pk, change=Decimal(40), by=keeper)
    product.refresh_from_db()
    return {
        status: make_order(
            product, status=status, quantity=2, contact=replace(CONTACT, recipient_phone=f"+21266177{number:04d}")
        )
        for number, status in enumerate(AT_WORK)
    }


def _draft(cooperative: Cooperative, by: User) -> Product:
    return begin_product(
        cooperative=cooperative,
        kind=ProductKind.objects.get(code="thyme_honey"),
        pictures=[photo()],
        price=Decimal(45),
        quantity=Decimal(12),
        by=by,
    )


def _sheet_being_read(cooperative: Cooperative, by: User) -> ProductSheet:
    """One that no worker takes up."""
    return ProductSheet.objects.create(
        cooperative=cooperative,
        file="sheets/none.xlsx",
        file_name="produits du souk 2026.xlsx",
        digest="1" * 64,
        sent_by=by,
        row_count=40,
        rows_done=12,
    )


def _coming_back(one: Side) -> ReturnRequest:
    """Goods that the cooperative takes back, and that are on their way."""
    ReturnRequest.objects.filter(pk=one.coming_back.pk).update(status="accepted")
    one.coming_back.refresh_from_db()
    order = make_order(make_product(cooperative=one.cooperative), status=OrderStatus.DELIVERED)
    return ReturnRequest.objects.create(order=order, reason="other", way="postal")


def _signs(cooperative: Cooperative) -> SignHeld:
    """One that ran out, beside those of the demonstration."""
    return SignHeld.objects.create(
        cooperative=cooperative,
        sign=QualitySign.objects.order_by("pk")[0],
        certifier="هيئة المراقبة",
        number="SCREENS-1",
        expires_on=clock.today() - timedelta(days=9),
    )


def _closed_now(one: Side) -> ClosedPeriod:
    today = clock.today()
    return close(
        cooperative=one.cooperative,
        starts_on=today,
        ends_on=today + timedelta(days=5),
        message="Nous récoltons.",
        language="fr",
        by=one.owner,
    )


def _many_rows(cooperative: Cooperative) -> None:
    """More products and orders than one page of their lists holds, copied inside the database."""
    own = found("id", "catalogue_product", f"cooperative_id = {cooperative.pk}")
    new = {"public_id": named_anew("public_id"), "upc": "NULL", "code": "NULL"}
    copy_rows_of("catalogue_product", f"old.id IN {own}", TIMES, new)
    product = {"product_id": moved("product_id")}
    stock = {"num_allocated": "0", "partner_sku": "old.partner_sku || '-' || k"}
    copy_rows_of("partner_stockrecord", f"old.product_id IN {own}", TIMES, product | stock)
    orders = found("id", "order_order", f"cooperative_id = {cooperative.pk}")
    purchases = found("purchase_id", "order_order", f"cooperative_id = {cooperative.pk}")
    baskets = found("basket_id", "order_purchase", f"id IN {purchases}")
    named = {"public_id": named_anew("public_id")}
    copy_rows_of("basket_basket", f"old.id IN {baskets}", TIMES, named)
    purchase = {"basket_id": moved("basket_id"), "number": "'S' || (old.id * 10000 + k)"}
    copy_rows_of("order_purchase", f"old.id IN {purchases}", TIMES, named | purchase)
    order = {"purchase_id": moved("purchase_id"), "number": "old.number || '-' || k"}
    order |= {"basket_id": "NULL", "invoice_number": "NULL", "parcel_id": "NULL"}
    copy_rows_of("order_order", f"old.id IN {orders}", TIMES, named | order)
    copy_rows_of("order_line", f"old.order_id IN {orders}", TIMES, {"order_id": moved("order_id")})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_product, partner_stockrecord, order_order, order_line")
