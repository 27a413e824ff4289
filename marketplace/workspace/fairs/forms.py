"""What an organisation says when it applies: what it brings, and what it needs. Few fields, mostly touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.models import Product
from catalogue.selectors import Picture, picture_of
from fairs.applications.models import Application
from fairs.calls.models import Call

MOST_PRODUCTS = 120
MOST_PEOPLE = 20
MOST_WORDS = 12
WORD_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Power:
    """Something that needs electricity, in words; no two sets of them come to the same number of watts."""

    code: str
    text: str | Promise
    icon: str
    watts: int


POWERS = (
    Power("lamp", gettext_lazy("Lamps and telephones"), "lightbulb", 100),
    Power("fridge", gettext_lazy("A fridge"), "refrigerator", 300),
    Power("machine", gettext_lazy("A mill, a press or a mixer"), "settings", 800),
    Power("oven", gettext_lazy("An oven or a hot plate"), "flame", 2500),
)


def watts_of(codes: Sequence[str]) -> int:
    """What the things chosen need together."""
    return sum(power.watts for power in POWERS if power.code in codes)


def powers_in(watts: int) -> list[str]:
    """Which things a number of watts was chosen as."""
    found = []
    for power in sorted(POWERS, key=lambda each: -each.watts):
        if power.watts <= watts:
            found.append(power.code)
            watts -= power.watts
    return found


@dataclass(frozen=True, slots=True)
class Tile:
    """Something to touch: a product by its picture, a stop by its name."""

    value: str
    title: str
    checked: bool
    picture: Picture | None = None
    note: str = ""


class NumberField(forms.IntegerField):
    """A small whole number, typed or stepped."""

    default_error_messages = {
        "required": gettext_lazy("Write a number."),
        "invalid": gettext_lazy("Write a whole number, such as 2."),
    }

    def __init__(self, *, label: Any, least: int = 0, most: int = MOST_PEOPLE, **given: Any) -> None:
        super().__init__(label=label, **given)
        self.least, self.most = least, most
        self.widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})

    def run_validators(self, value: Any) -> None:
        if value is not None and not self.least <= value <= self.most:
            between = {"least": self.least, "most": self.most}
            raise forms.ValidationError(_("Write a number from %(least)s to %(most)s.") % between)


class WhatForm(forms.Form):
    """At which stops, with which products, or in words where there is no picture of it."""

    stops = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Where do you want to sell?"),
        error_messages={"invalid_choice": gettext_lazy("Applications ended there: choose another.")},
    )
    products = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("What will you show?"),
        error_messages={"invalid_choice": gettext_lazy("One of the products is not yours any more: choose again.")},
    )
    words = forms.CharField(
        required=False,
        label=gettext_lazy("What will you show, in words?"),
        help_text=gettext_lazy("One thing on each line, such as “honey” or “carpets”."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    presentation = forms.CharField(
        required=False,
        max_length=600,
        label=gettext_lazy("What is special about it?"),
        help_text=gettext_lazy("The committee reads it: two sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *given: Any, calls: Iterable[Call], products: Iterable[Product], **named: Any) -> None:
        super().__init__(*given, **named)
        self.calls, self.listed = list(calls), list(products)
        self._choices("stops", [(call.public_id, str(call.stop)) for call in self.calls])
        self._choices("products", [(product.public_id, product.title) for product in self.listed])
        if self.listed:
            self.fields["words"].label = gettext_lazy("Something that is not in the pictures?")
        if len(self.calls) < 2:
            del self.fields["stops"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def tiles(self) -> list[Tile]:
        """The products as pictures."""
        chosen = set(self["products"].value() or [])
        return [
            Tile(each.public_id, each.title, each.public_id in chosen, picture_of(each.picture, each.title))
            for each in self.listed
        ]

    @property
    def stop_tiles(self) -> list[tuple[Call, bool]]:
        """The stops, with whether each is chosen."""
        chosen = set(self["stops"].value() or []) if "stops" in self.fields else set()
        return [(call, call.public_id in chosen) for call in self.calls] if "stops" in self.fields else []

    def clean_words(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        words = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > WORD_LENGTH for line in words):
            raise forms.ValidationError(_("This is long: write one thing on each line."))
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(_("These are many: write the twelve that matter most."))
        return words

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "stops" in self.fields and not given.get("stops") and "stops" not in self.errors:
            self.add_error("stops", _("Touch one place at least."))
        if not given.get("products") and not given.get("words") and not {"products", "words"} & set(self.errors):
            nothing = (
                _("Touch what you will show, or write it below.") if self.listed else _("Write what you will show.")
            )
            self.add_error("products" if self.listed else "words", nothing)
        return given

    @property
    def chosen_calls(self) -> list[Call]:
        """The calls that the applicant wants, once the form is valid."""
        if "stops" not in self.fields:
            return self.calls
        return [call for call in self.calls if call.public_id in self.cleaned_data["stops"]]

    @property
    def chosen_products(self) -> list[int]:
        """The keys of the products that were touched."""
        return [each.pk for each in self.listed if each.public_id in self.cleaned_data["products"]]


class NeedsForm(forms.Form):
    """How many stalls and people, and what they need."""

    stalls_wanted = NumberField(label=gettext_lazy("How many stalls?"), least=1)
    people = NumberField(label=gettext_lazy("How many people come?"), least=1)
    women = NumberField(label=gettext_lazy("How many of them are women?"))
    young = NumberField(label=gettext_lazy("How many of them are under 35?"))
    power = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("What needs electricity?"),
        choices=[(power.code, power.text) for power in POWERS],
    )
    lodging_for = NumberField(
        label=gettext_lazy("How many need a place to sleep?"), help_text=gettext_lazy("0 when you sleep elsewhere.")
    )
    needs_transport = forms.BooleanField(
        required=False, label=gettext_lazy("We need somebody to bring our goods there")
    )
    needs = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Anything else that the organisers must know?"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, most_stalls: int, **named: Any) -> None:
        super().__init__(*given, **named)
        self.most_stalls = most_stalls
        if most_stalls > 1:
            self.fields["stalls_wanted"].help_text = _("%(most)s at most.") % {"most": most_stalls}
        else:
            del self.fields["stalls_wanted"]

    @property
    def powers(self) -> list[tuple[Power, bool]]:
        """What needs electricity, with whether it was touched."""
        chosen = set(self["power"].value() or [])
        return [(power, power.code in chosen) for power in POWERS]

    def clean_stalls_wanted(self) -> int:
        wanted: int = self.cleaned_data["stalls_wanted"]
        if wanted > self.most_stalls:
            raise forms.ValidationError(_("Ask for %(most)s at most.") % {"most": self.most_stalls})
        return wanted

    def clean(self) -> dict[str, Any]:
        people = self.cleaned_data.get("people")
        for name in ("women", "young", "lodging_for"):
            if people is not None and self.cleaned_data.get(name, 0) > people:
                self.add_error(name, _("There cannot be more of them than people who come."))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """What is kept with the application."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "power"}
        return kept | {"power_watts": watts_of(self.cleaned_data["power"])}


def what_was_said(applications: Sequence[Application]) -> dict[str, Any]:
    """What stands in the first form: what the applicant said before."""
    if not applications:
        return {}
    first = applications[0]
    brought = list(first.products.select_related("product").order_by("pk"))
    return {
        "stops": [application.call.public_id for application in applications],
        "products": [row.product.public_id for row in brought if row.product],
        "words": "\n".join(row.label for row in brought if row.label),
        "presentation": first.presentation,
    }


def needs_said(application: Application) -> Mapping[str, Any]:
    """What stands in the second form."""
    names = ("stalls_wanted", "people", "women", "young", "lodging_for", "needs_transport", "needs")
    return {name: getattr(application, name) for name in names} | {"power": powers_in(application.power_watts)}


class GiveUpForm(forms.Form):
    """Why the organisation does not come; nobody has to say it."""

    reason = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Why can you not come?"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class AppealForm(forms.Form):
    """What the committee should look at again."""

    text = forms.CharField(
        max_length=1500,
        label=gettext_lazy("What should the committee look at again?"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write what they should look at.")},
    )
