"""The columns of a sheet of products: how their heads are called, and how wide they stand.

Heads are data, not words of a page: a sheet made in one language is read in all of them.
"""

from dataclasses import dataclass
from functools import cache

from catalogue.enums import NetUnit, Unit
from cooperatives.texts import search_form


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name of its field, its head in each language, its width in letters."""

    field: str
    ar: str
    fr: str
    en: str
    width: int = 14

    def head(self, language: str) -> str:
        return str(getattr(self, language))


CODE, KIND, PRICE, STOCK, STOCK_WAS = "code", "kind", "price", "stock", "stock_was"
COLUMNS = (
    Column(CODE, "رمز المنتوج", "Code du produit", "Product code", 16),
    Column(KIND, "نوع المنتوج", "Type de produit", "Kind of product", 26),
    Column("title_ar", "الاسم بالعربية", "Nom en arabe", "Name in Arabic", 30),
    Column("title_fr", "الاسم بالفرنسية", "Nom en français", "Name in French", 30),
    Column("title_en", "الاسم بالإنجليزية", "Nom en anglais", "Name in English", 30),
    Column(PRICE, "الثمن بالدرهم", "Prix en dirhams", "Price in dirhams"),
    Column(STOCK, "الكمية في المخزون", "Quantité en stock", "Quantity in stock", 16),
    Column(STOCK_WAS, "الكمية عند إنشاء الجدول", "Quantité à la création du tableau", "Quantity when made", 16),
    Column("unit", "يباع ب", "Vendu par", "Sold by"),
    Column("net_quantity", "المحتوى الصافي", "Contenu net", "Net content"),
    Column("net_unit", "وحدة المحتوى", "Unité du contenu", "Unit of the content"),
    Column("weight_grams", "الوزن معبأ بالغرام", "Poids emballé en grammes", "Packed weight in grams", 16),
    Column("ingredients_ar", "المكونات بالعربية", "Ingrédients en arabe", "Ingredients in Arabic", 30),
    Column("ingredients_fr", "المكونات بالفرنسية", "Ingrédients en français", "Ingredients in French", 30),
    Column("ingredients_en", "المكونات بالإنجليزية", "Ingrédients en anglais", "Ingredients in English", 30),
    Column("durability_months", "مدة الصلاحية بالأشهر", "Se conserve (mois)", "Keeps for (months)"),
    Column("onssa_number", "رقم أونسا", "Numéro ONSSA", "ONSSA number", 18),
    Column(
        "cosmetic_registration", "رقم تسجيل مستحضر التجميل", "Enregistrement cosmétique", "Cosmetic registration", 18
    ),
    Column("description_ar", "الوصف بالعربية", "Description en arabe", "Description in Arabic", 40),
    Column("description_fr", "الوصف بالفرنسية", "Description en français", "Description in French", 40),
    Column("description_en", "الوصف بالإنجليزية", "Description en anglais", "Description in English", 40),
)
BY_FIELD = {column.field: column for column in COLUMNS}
# Without them a sheet is none: what a product is called, or which one it is.
NAMES = ("title_ar", "title_fr", "title_en")
# Of a product that shoppers know these change at once, and staff look at the others first (`MODERATED`, and its kind).
AT_ONCE = frozenset({PRICE, STOCK, "stock_change", "weight_grams"})
LOOKED_AT = frozenset({*BY_FIELD, "family"}) - AT_ONCE - {CODE, STOCK_WAS}

UNITS: dict[str, tuple[str, str, str]] = {
    Unit.PIECE: ("القطعة", "pièce", "piece"),
    Unit.KILOGRAM: ("الكيلوغرام", "kg", "kg"),
    Unit.LITRE: ("اللتر", "l", "l"),
}
NET_UNITS: dict[str, tuple[str, str, str]] = {
    NetUnit.GRAM: ("غرام", "g", "g"),
    NetUnit.KILOGRAM: ("كيلوغرام", "kg", "kg"),
    NetUnit.MILLILITRE: ("ملل", "ml", "ml"),
    NetUnit.LITRE: ("لتر", "l", "l"),
    NetUnit.PIECE: ("قطعة", "pièce", "piece"),
}
# What people write instead.
_ALSO = {
    "kilo": "kg",
    "kilogramme": "kg",
    "kilogram": "kg",
    "كلغ": "kg",
    "كيلو": "kg",
    "كيلوغرام": "kg",
    "litre": "l",
    "لتر": "l",
    "unite": "piece",
    "unit": "piece",
    "قطعه": "piece",
    "gramme": "g",
    "gram": "g",
    "غ": "g",
    "مليلتر": "ml",
}
_PLACE = {"ar": 0, "fr": 1, "en": 2}


def unit_name(unit: str, language: str) -> str:
    return UNITS[unit][_PLACE[language]]


def net_unit_name(unit: str, language: str) -> str:
    return NET_UNITS[unit][_PLACE[language]] if unit else ""


@cache
def known_units() -> dict[str, str]:
    return _known(UNITS)


@cache
def known_net_units() -> dict[str, str]:
    return _known(NET_UNITS)


def _known(names: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    """The unit that each word means, in the form in which texts are compared."""
    known = {search_form(word): str(unit) for unit, words in names.items() for word in (*words, unit)}
    units = set(known.values())
    return {search_form(word): unit for word, unit in _ALSO.items() if unit in units} | known


@cache
def known_heads() -> dict[str, str]:
    """The field that each head means, in any language."""
    return {
        search_form(head): column.field
        for column in COLUMNS
        for head in (column.ar, column.fr, column.en, column.field)
    }


def places_of(heads: list[str]) -> dict[str, int]:
    """Where each known column stands; of two for one field the first counts."""
    places: dict[str, int] = {}
    for place, head in enumerate(heads):
        field = known_heads().get(search_form(head))
        if field:
            places.setdefault(field, place)
    return places
