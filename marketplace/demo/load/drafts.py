"""Products on their way: kinds for all of them, and drafts, sizes and a hidden one of the first cooperative."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import translation

from catalogue import keeping
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.moderation.services import change_product, send_for_sale
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative, Membership
from marketplace.demo.load.content import MEDIA

# What the drawing of a product begins with, and its kind: the first that fits.
KINDS = (
    *(("argan-bottle", "argan_oil"), ("olive-bottle", "olive_oil"), ("walnut-oil", "walnut_oil")),
    *(("thyme-honey", "thyme_honey"), ("spurge-honey", "euphorbia_honey"), ("carob-honey", "carob_honey")),
    *(("saffron", "saffron"), ("dates-box", "dates"), ("date-syrup", "date_syrup"), ("almond-bowl", "almonds")),
    *(("ground-almonds", "almonds"), ("walnut-bowl", "walnuts"), ("fig-plate", "dried_figs"), ("raisin", "raisins")),
    *(("amlou", "amlou"), ("caper", "capers"), ("green-olives", "olives"), ("black-olives", "olives")),
    *(("apple-vinegar", "vinegar"), ("pomegranate-molasses", "molasses"), ("couscous", "couscous")),
    *(("barley", "barley_couscous"), ("flour", "flour"), ("herbal-tea", "herbal_tea"), ("goat-cheese", "cheese")),
    *(("dropper", "cosmetic_argan_oil"), ("prickly-dropper", "prickly_pear_oil"), ("soap-jar", "black_soap")),
    *(("rosewater", "rose_water"), ("henna", "henna"), ("tagine", "pottery"), ("basket", "basketry")),
)
# Every other drawing by a word of it.
WORDS = (
    *(("honey", "honey"), ("jam", "jam"), ("jelly", "jam"), ("soap", "soap"), ("rug", "rug"), ("djellaba", "djellaba")),
    *(("bowl", "pottery"), ("plate", "pottery"), ("vase", "pottery"), ("jug", "pottery"), ("crate", "fresh_fruit")),
    *(("tin", "canned_fish"), ("bag", "dried_herbs"), ("embroider", "embroidery"), ("cheese", "cheese")),
    *(
        ("weaving", "weaving"),
        ("cloth", "weaving"),
        ("hanbel", "weaving"),
        ("cushion", "weaving"),
        ("fibula", "jewellery"),
    ),
    *(("palm", "basketry"), ("box", "wood"), ("tray", "wood"), ("spoons", "wood"), ("leather", "leather")),
)
PICTURE = "goat-cheese"
FRESH = "Fromage de chèvre de Chefchaouen, frais"


def load_drafts(cooperatives: Sequence[Cooperative]) -> None:
    """Give every product its kind, and the first cooperative something of each pile of its list."""
    _give_kinds()
    cooperative = cooperatives[0]
    manager = Membership.objects.filter(cooperative=cooperative).order_by("pk")[0].user
    with translation.override("ar"):
        _begin(cooperative, manager, price="45", quantity="12")
        waiting = _begin(cooperative, manager, price="38", quantity="20")
        lawful = {
            "onssa_number": "DEMO-ES.01.01.14",
            "ingredients_ar": "حليب ماعز، ملح، منفحة",
            "net_quantity": Decimal(200),
            "net_unit": "g",
            "durability_months": 1,
            "allergens": ["milk"],
        }
        change_product(product_id=waiting.pk, values=lawful, by=manager)
        send_for_sale(product_id=waiting.pk, by=manager)
    _tie_sizes(cooperative)


def _give_kinds() -> None:
    kinds = {kind.code: kind for kind in ProductKind.objects.all()}
    products = list(Product.objects.filter(kind__isnull=True))
    for product in products:
        product.kind = kinds.get(_kind_of(product))
    Product.objects.bulk_update(products, ["kind"], batch_size=500)


def _kind_of(product: Product) -> str:
    drawing = next(iter((product.picture.get("webp") or {"": ""}).values())).rsplit("/", 1)[-1]
    found = (code for start, code in KINDS if drawing.startswith(start))
    return next(found, next((code for word, code in WORDS if word in drawing), ""))


def _begin(cooperative: Cooperative, by: User, *, price: str, quantity: str) -> Product:
    drawn = sorted((MEDIA / "products").glob(f"{PICTURE}-*-640.avif"))[0]
    with drawn.open("rb") as picture:
        return keeping.begin_product(
            cooperative=cooperative,
            kind=ProductKind.objects.get(code="cheese"),
            pictures=[picture],
            price=Decimal(price),
            quantity=Decimal(quantity),
            by=by,
        )


def _tie_sizes(cooperative: Cooperative) -> None:
    """Its fresh cheeses are one, in two sizes."""
    fresh = Product.objects.filter(cooperative=cooperative, title_fr__startswith=FRESH).order_by("net_quantity", "pk")
    small, large = fresh
    Product.objects.filter(pk=small.pk).update(variant_label="150 g")
    Product.objects.filter(pk=large.pk).update(variant_of=small, variant_label="300 g")
