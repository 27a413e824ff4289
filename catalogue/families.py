"""The product families and the shelves they stand on: base data of every installation."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from catalogue.enums import LegalKind
from catalogue.models import Category, ProductClass

STANDARD, REDUCED, EXEMPT = Decimal("0.200"), Decimal("0.100"), Decimal("0.000")


@dataclass(frozen=True, slots=True)
class Family:
    """One family with what the law asks of it.

    Tax rates are the demonstration's reading of the code général des impôts: have them checked
    by an accountant for each family before going live.
    """

    code: str
    arabic: str
    french: str
    english: str
    legal_kind: LegalKind
    tax_rate: Decimal
    may_be_withdrawn: bool
    icon: str


FAMILIES = (
    Family("oils", "الزيوت", "Huiles", "Oils", LegalKind.FOOD, REDUCED, True, "droplets"),
    Family("honey", "العسل", "Miels", "Honey", LegalKind.FOOD, EXEMPT, True, "hexagon"),
    Family(
        "spices",
        "التوابل والزعفران",
        "Épices et safran",
        "Spices and saffron",
        LegalKind.FOOD,
        STANDARD,
        True,
        "flower",
    ),
    Family("dates", "التمور", "Dattes", "Dates", LegalKind.FOOD, EXEMPT, True, "tree-palm"),
    Family(
        "dried_fruit", "الفواكه الجافة", "Fruits secs", "Dried fruit and nuts", LegalKind.FOOD, STANDARD, True, "nut"
    ),
    Family(
        "spreads",
        "أملو والمدهونات",
        "Amlou et pâtes à tartiner",
        "Amlou and spreads",
        LegalKind.FOOD,
        STANDARD,
        True,
        "soup",
    ),
    Family(
        "preserves",
        "المربى والمصبرات",
        "Confitures et conserves",
        "Jams and preserves",
        LegalKind.FOOD,
        STANDARD,
        True,
        "cherry",
    ),
    Family(
        "cereals",
        "الكسكس والحبوب",
        "Couscous et céréales",
        "Couscous and grains",
        LegalKind.FOOD,
        EXEMPT,
        True,
        "wheat",
    ),
    Family(
        "herbs", "الأعشاب العطرية", "Plantes aromatiques", "Aromatic herbs", LegalKind.FOOD, STANDARD, True, "sprout"
    ),
    Family("fresh_fruit", "الفواكه الطرية", "Fruits frais", "Fresh fruit", LegalKind.FOOD, EXEMPT, False, "apple"),
    Family(
        "dairy",
        "الجبن ومشتقات الحليب",
        "Fromages et laitages",
        "Cheese and dairy",
        LegalKind.FOOD,
        STANDARD,
        False,
        "milk",
    ),
    Family("meat", "اللحوم المجففة", "Viandes séchées", "Dried meat", LegalKind.FOOD, STANDARD, False, "beef"),
    Family("seafood", "منتوجات البحر", "Produits de la mer", "Seafood", LegalKind.FOOD, STANDARD, True, "fish"),
    Family(
        "cosmetics",
        "العناية والتجميل",
        "Soins et cosmétiques",
        "Care and cosmetics",
        LegalKind.COSMETIC,
        STANDARD,
        False,
        "leaf",
    ),
    Family(
        "crafts",
        "الصناعة التقليدية والزرابي",
        "Artisanat et tapis",
        "Crafts and rugs",
        LegalKind.CRAFT,
        STANDARD,
        True,
        "gem",
    ),
)


@transaction.atomic
def load_families() -> None:
    """Write the families that are missing, and a shelf for each; what staff edited since stays as it is."""
    for family in FAMILIES:
        names = {"name_ar": family.arabic, "name_fr": family.french, "name_en": family.english}
        _, is_new = ProductClass.objects.get_or_create(
            code=family.code,
            defaults={
                **names,
                "slug": family.code,
                "legal_kind": family.legal_kind,
                "tax_rate": family.tax_rate,
                "may_be_withdrawn": family.may_be_withdrawn,
                "icon": family.icon,
            },
        )
        if is_new:
            _write_shelf(family, names)


def _write_shelf(family: Family, names: dict[str, str]) -> None:
    slug = family.code.replace("_", "-")
    if not Category.objects.filter(slug=slug).exists():
        Category.add_root(slug=slug, icon=family.icon, **names)
