"""A cooperative with its keeper and a draft, as five taps leave it."""

from decimal import Decimal
from io import BytesIO

from django.utils import translation
from PIL import Image

from catalogue.families import load_families
from catalogue.keeping import begin_product
from catalogue.kinds.load import load_kinds
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.moderation.services import change_product
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from tests.factories import make_cooperative, make_member


def photo(width: int = 400, height: int = 300) -> BytesIO:
    """A photograph as a telephone makes it."""
    target = BytesIO()
    Image.new("RGB", (width, height), (200, 150, 40)).save(target, format="JPEG")
    target.seek(0)
    target.name = "photo.jpg"
    return target


def kind(code: str = "honey") -> ProductKind:
    if not ProductKind.objects.exists():
        load_families()
        load_kinds()
    return ProductKind.objects.get(code=code)


def make_keeper(cooperative: Cooperative | None = None, role: str = Role.CATALOGUE_KEEPER) -> User:
    return make_member(cooperative or make_cooperative(), role=role)


def make_draft(cooperative: Cooperative, by: User, code: str = "honey", **given: object) -> Product:
    """A draft of honey: 120 dirhams, ten of them."""
    taken = {"price": Decimal(120), "quantity": Decimal(10), "pictures": []} | given
    return begin_product(cooperative=cooperative, kind=kind(code), by=by, **taken)  # type: ignore[arg-type]


# What the law asks of honey.
LAWFUL = {
    "onssa_number": "ES.8.1.21",
    "ingredients_fr": "miel",
    "net_quantity": Decimal(500),
    "net_unit": "g",
    "durability_months": 24,
}


def make_lawful(cooperative: Cooperative, by: User, **given: object) -> Product:
    """A draft that may be sold, begun in French."""
    with translation.override("fr"):
        product = make_draft(cooperative, by, **given)  # type: ignore[arg-type]
    return change_product(product_id=product.pk, values=LAWFUL, by=by)
