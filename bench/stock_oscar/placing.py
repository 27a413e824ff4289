"""The last step of Oscar's own checkout, for each of three partners with two lines: it knows no purchase of several."""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sites.models import Site
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from oscar.apps.checkout.calculators import OrderTotalCalculator
from oscar.apps.checkout.mixins import OrderPlacementMixin
from oscar.apps.checkout.utils import CheckoutSessionData
from oscar.apps.offer.applicator import Applicator
from oscar.apps.partner.strategy import Default
from oscar.apps.shipping.repository import Repository
from oscar.core.loading import get_model

Basket, Order, Partner = get_model("basket", "Basket"), get_model("order", "Order"), get_model("partner", "Partner")
Product, ProductClass = get_model("catalogue", "Product"), get_model("catalogue", "ProductClass")
Address, Country = get_model("order", "ShippingAddress"), get_model("address", "Country")

PARTNERS, LINES = 3, 2


def prepare() -> None:
    """Migrate, and put plenty of a few products on the shelf of each partner."""
    call_command("migrate", interactive=False, verbosity=0)
    Site.objects.get_or_create(pk=1, defaults={"domain": "example.ma", "name": "Oscar"})
    Country.objects.create(iso_3166_1_a2="MA", iso_3166_1_a3="MAR", printable_name="Morocco", is_shipping_country=True)
    family = ProductClass.objects.create(name="Food", requires_shipping=True, track_stock=True)
    for number in range(PARTNERS):
        partner = Partner.objects.create(name=f"Cooperative {number}")
        for place in range(LINES):
            product = Product.objects.create(
                title=f"Product {number}-{place}", product_class=family, structure="standalone"
            )
            product.stockrecords.create(
                partner=partner,
                partner_sku=f"{number}-{place}",
                price_currency="MAD",
                price=Decimal("80.00"),
                num_in_stock=900_000,
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shelves() -> list[list]:
    """The products of each partner."""
    partners = Partner.objects.order_by("pk")
    return [list(Product.objects.filter(stockrecords__partner=partner).order_by("pk")) for partner in partners]


def filled(products: list) -> int:
    """A basket with one of each product, as it waits in the database."""
    basket = Basket.objects.create()
    basket.strategy = Default()
    for product in products:
        basket.add_product(product, 1)
    return basket.pk


class LastStep(OrderPlacementMixin):
    """The last request of Oscar's own checkout: read the basket, price it, place it, confirm it by letter."""

    def __init__(self, basket_id: int) -> None:
        self.request = RequestFactory().post("/checkout/preview/", {"action": "place_order"})
        self.request.user, self.request.session = AnonymousUser(), SessionStore()
        self.checkout_session = CheckoutSessionData(self.request)
        self.checkout_session.set_guest_email("amina@example.ma")
        self.basket_id = basket_id

    @transaction.atomic
    def run(self) -> None:
        basket = Basket.objects.get(pk=self.basket_id)
        basket.strategy = Default()
        Applicator().apply(basket, self.request.user, self.request)
        self.checkout_session.set_submitted_basket(basket)
        basket.freeze()
        method = Repository().get_default_shipping_method(basket=basket, request=self.request)
        charge = method.calculate(basket)
        address = Address(first_name="Amina", last_name="Idrissi", line1="Rue 1", line4="Agadir", country_id="MA")
        self.handle_order_placement(
            self.generate_order_number(basket),
            self.request.user,
            basket,
            address,
            method,
            charge,
            None,
            OrderTotalCalculator().calculate(basket, charge),
            guest_email="amina@example.ma",
        )


def baskets() -> list[int]:
    """What one purchase needs: a filled basket for each partner, known by its key alone."""
    return [filled(products) for products in shelves()]


def place_all(basket_ids: list[int]) -> None:
    """An order from each basket; each is one request and one transaction, as in Oscar's sandbox."""
    for basket_id in basket_ids:
        LastStep(basket_id).run()


def statements() -> int:
    """How many statements the orders of one purchase take."""
    basket_ids = baskets()
    with CaptureQueriesContext(connection) as captured:
        place_all(basket_ids)
    return len(captured)
