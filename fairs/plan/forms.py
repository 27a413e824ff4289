"""What an organiser types about a plan: its size, rows of stalls, one stall, what else there is, a file."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fairs.calls.fields import DeskForm, NumberField
from fairs.models import Participation, Stall
from fairs.plan.enums import MarkKind
from fairs.plan.rows import CODE
from fairs.plan.services import Area

MOST_SQUARES, MOST_AT_ONCE = 200, 100


class SizeForm(DeskForm):
    """How large the plan is."""

    columns = NumberField(label=gettext_lazy("Squares from side to side"), most=MOST_SQUARES, initial=40)
    rows = NumberField(label=gettext_lazy("Squares from top to bottom"), most=MOST_SQUARES, initial=24)
    square_cm = NumberField(label=gettext_lazy("One square in centimetres"), most=1000, initial=150)


class PlaceForm(DeskForm):
    """A place on the grid; the first square is 1, as people count."""

    column = NumberField(label=gettext_lazy("From the side"), most=MOST_SQUARES, initial=1)
    row = NumberField(label=gettext_lazy("From the top"), most=MOST_SQUARES, initial=1)
    width = NumberField(label=gettext_lazy("Squares wide"), most=MOST_SQUARES, initial=2)
    height = NumberField(label=gettext_lazy("Squares deep"), most=MOST_SQUARES, initial=2)

    def where(self) -> Area:
        """The place in squares from 0."""
        given = self.cleaned_data
        return Area(given["column"] - 1, given["row"] - 1, given["width"], given["height"])


class KindOfStall(DeskForm):
    """What a stall is like."""

    zone = forms.CharField(label=gettext_lazy("Zone"), max_length=60, required=False)
    area = forms.DecimalField(
        label=gettext_lazy("Size in square metres"), min_value=0, max_value=9999, decimal_places=2, required=False
    )
    power_watts = forms.IntegerField(
        label=gettext_lazy("Electricity in watts"), min_value=0, max_value=100_000, required=False
    )
    fee = forms.DecimalField(
        label=gettext_lazy("Fee in dirhams"), min_value=0, max_value=99_999, decimal_places=2, required=False
    )

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"zone": given["zone"]} | {name: given[name] or 0 for name in ("area", "power_watts", "fee")}


class RowForm(PlaceForm, KindOfStall):
    """A row of stalls alike, numbered on from the first."""

    first = forms.RegexField(
        label=gettext_lazy("Number of the first stall"),
        regex=CODE,
        max_length=20,
        error_messages={"invalid": gettext_lazy("Letters, digits and dashes only, such as A1.")},
    )
    count = NumberField(label=gettext_lazy("How many stalls"), most=MOST_AT_ONCE, initial=1)
    is_down = forms.BooleanField(label=gettext_lazy("One below the other"), required=False)
    gap = forms.IntegerField(
        label=gettext_lazy("Squares free between them"), min_value=0, max_value=20, required=False, initial=0
    )
    field_order = (
        "first",
        "count",
        "column",
        "row",
        "width",
        "height",
        "is_down",
        "gap",
        "zone",
        "area",
        "power_watts",
    )


class StallForm(KindOfStall):
    """What one stall is like, and whether an institution stands there."""

    is_institutional = forms.BooleanField(label=gettext_lazy("For an institution that does not sell"), required=False)

    def values(self) -> dict[str, Any]:
        return super().values() | {"is_institutional": self.cleaned_data["is_institutional"]}

    @classmethod
    def of(cls, stall: Stall) -> "StallForm":
        names = ("zone", "area", "power_watts", "fee", "is_institutional")
        return cls(initial={name: getattr(stall, name) for name in names})


class MarkForm(PlaceForm):
    """An entrance, a stage, the toilets."""

    kind = forms.ChoiceField(label=pgettext_lazy("on a plan", "What"), choices=MarkKind.choices)
    label = forms.CharField(label=gettext_lazy("Its name, where it has one"), max_length=60, required=False)
    field_order = ("kind", "label", "column", "row", "width", "height")


class ComingField(forms.ModelChoiceField):
    """One of those who come, by the name of the organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.cooperative)


class GiveForm(DeskForm):
    """To whom a stall is given, for all days of the stop."""

    participation = ComingField(
        label=gettext_lazy("Give it to"), queryset=Participation.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, coming: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        cast(ComingField, self.fields["participation"]).queryset = coming


class FileForm(DeskForm):
    """A list of stalls, as XLSX or CSV."""

    file = forms.FileField(label=gettext_lazy("List of stalls (XLSX or CSV)"))

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if given.size > 2 * 1024 * 1024:
            raise forms.ValidationError(_("This file is too large: 2 MB at most."))
        return bytes(given.read())


class PictureForm(DeskForm):
    """A picture below the grid."""

    picture = forms.ImageField(label=gettext_lazy("Picture of the place"))
