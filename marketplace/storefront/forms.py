"""What shoppers ask of the lists; a wrong wish is said beside its field and narrows nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.search import LONGEST, words_of
from catalogue.selectors import Sort
from marketplace.storefront.selectors.choices import Choice

DEAREST = Decimal(1_000_000)
MOST_CHOICES = 30
SORT_NAMES = {
    Sort.BEST: gettext_lazy("Best match"),
    Sort.NEWEST: gettext_lazy("Newest"),
    Sort.CHEAPEST: gettext_lazy("Price, low to high"),
    Sort.DEAREST: gettext_lazy("Price, high to low"),
    Sort.NAME: gettext_lazy("Name"),
}
WOMENS = "women"


class AmountField(forms.DecimalField):
    """Dirhams as people type them: with a comma or a point, with spaces between the thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = "".join(str(value or "").split()).replace("٫", ".").replace(",", ".")
        return super().to_python(text)


def amount_field(label: Any) -> AmountField:
    too_much = gettext_lazy("Type an amount up to one million dirhams.")
    return AmountField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_value=DEAREST,
        decimal_places=2,
        error_messages={
            "invalid": gettext_lazy("Type an amount in dirhams, such as 120."),
            "min_value": gettext_lazy("A price is not below zero."),
            "max_value": too_much,
            "max_decimal_places": gettext_lazy("Type an amount in dirhams, such as 120."),
        },
    )


class TypedField(forms.CharField):
    """Words to search for, on one line; what no keyboard types is left out."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(value or "").replace("\0", " ").split())


class Chosen:
    """The values of one facet that an address names, as far as they exist."""

    def __init__(self, data: QueryDict, name: str, known: Mapping[str, Choice]) -> None:
        asked = list(dict.fromkeys(data.getlist(name)))[:MOST_CHOICES]
        self.choices = [known[slug] for slug in asked if slug in known]
        self.unknown = [slug[:LONGEST] for slug in asked if slug and slug not in known]

    @property
    def slugs(self) -> list[str]:
        return [choice.slug for choice in self.choices]

    @property
    def keys(self) -> tuple[Any, ...]:
        return tuple(choice.key for choice in self.choices)


class ProductListForm(forms.Form):
    """Search, price, stock and order of the list of products."""

    q = TypedField(required=False)
    price_min = amount_field(gettext_lazy("From"))
    price_max = amount_field(gettext_lazy("To"))
    in_stock = forms.BooleanField(required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Sort by"),
        required=False,
        choices=list(SORT_NAMES.items()),
        error_messages={"invalid_choice": gettext_lazy("The list cannot be sorted like that; here are the newest.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("price_min"), cleaned.get("price_max")
        if least is not None and most is not None and least > most:
            self.add_error("price_max", _("The highest price is below the lowest: turn the two around."))
            cleaned.pop("price_min", None)
        return cleaned

    @property
    def typed(self) -> str:
        """What was searched for, as far as it was read."""
        return str(self.cleaned_data.get("q", ""))[:LONGEST].strip()

    @property
    def is_cut(self) -> bool:
        return len(self.cleaned_data.get("q", "")) > LONGEST

    @property
    def words(self) -> list[str]:
        return words_of(self.typed)

    @property
    def order(self) -> Sort:
        """The order asked for; the best match first where words are searched, else the newest."""
        usual = Sort.BEST if self.words else Sort.NEWEST
        asked = self.cleaned_data.get("sort") or usual
        return usual if asked == Sort.BEST else Sort(asked)


class CooperativeListForm(forms.Form):
    """Search of the list of cooperatives."""

    q = TypedField(required=False)

    @property
    def typed(self) -> str:
        return str(self.cleaned_data.get("q", ""))[:LONGEST].strip()

    @property
    def words(self) -> list[str]:
        return words_of(self.typed)


def page_number(typed: str | None) -> int | None:
    """The page that an address names, 1 when it names none; None for what is no page."""
    if not typed:
        return 1
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 9:
        return None
    return int(typed) or None
