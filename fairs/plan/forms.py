"""What an organiser types about a plan: its size, rows of stalls, one stall, what else there is, a file."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cooperatives.formats.days import day_text
from fairs.calls.fields import DeskForm, NumberField
from fairs.models import EditionDay, Stall
from fairs.plan.enums import MarkKind
from fairs.plan.rows import CODE, LONGEST_CODE, MOST_SQUARES, code_at
from fairs.plan.services import Area

MOST_AT_ONCE = 100


class PlanForm(DeskForm):
    """One of the forms of a plan's page: `part` keeps its fields apart from those of the others."""

    part: ClassVar[str] = ""

    def __init__(self, *args: Any, **given: Any) -> None:
        given.setdefault("auto_id", f"{self.part}_%s")
        super().__init__(*args, **given)


class SizeForm(PlanForm):
    """How large the plan is."""

    part = "size"
    columns = NumberField(label=gettext_lazy("Squares from side to side"), most=MOST_SQUARES, initial=40)
    rows = NumberField(label=gettext_lazy("Squares from top to bottom"), most=MOST_SQUARES, initial=24)
    square_cm = NumberField(label=gettext_lazy("One square in centimetres"), most=1000, initial=150)


class PlaceForm(PlanForm):
    """A place on the grid; the first square is 1, as people count."""

    part = "place"
    column = NumberField(label=gettext_lazy("From the side"), most=MOST_SQUARES, initial=1)
    row = NumberField(label=gettext_lazy("From the top"), most=MOST_SQUARES, initial=1)
    width = NumberField(label=gettext_lazy("Squares wide"), most=MOST_SQUARES, initial=2)
    height = NumberField(label=gettext_lazy("Squares deep"), most=MOST_SQUARES, initial=2)

    def where(self) -> Area:
        """The place in squares from 0."""
        given = self.cleaned_data
        return Area(given["column"] - 1, given["row"] - 1, given["width"], given["height"])


class KindOfStall(PlanForm):
    """What a stall is like."""

    zone = forms.CharField(label=gettext_lazy("Zone"), max_length=60, required=False)
    area = forms.DecimalField(
        label=gettext_lazy("Size in square metres"), min_value=0, max_value=9999, decimal_places=2, required=False
    )
    power_watts = forms.IntegerField(
        label=gettext_lazy("Electricity in watts"), min_value=0, max_value=100_000, required=False
    )
    fee = forms.DecimalField(
        label=gettext_lazy("Fee in dirhams"),
        min_value=0,
        max_value=99_999,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Only written down: nobody is asked for it here, and no sale is made smaller by it."),
    )

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"zone": given["zone"]} | {name: given[name] or 0 for name in ("area", "power_watts", "fee")}


class RowForm(PlaceForm, KindOfStall):
    """A row of stalls alike, numbered on from the first."""

    part = "row"
    first = forms.RegexField(
        label=gettext_lazy("Number of the first stall"),
        regex=CODE,
        max_length=LONGEST_CODE,
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
        "fee",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, count = given.get("first"), given.get("count")
        if first and count and len(code_at(first, count - 1, of=count)) > LONGEST_CODE:
            self.add_error("first", _("The last stall's number would be too long: begin with a shorter one."))
        return given


class StallForm(KindOfStall):
    """What one stall is like, whether several share it, and whether an institution stands there."""

    part = "stall"
    is_shared = forms.BooleanField(
        label=gettext_lazy("Shared by several"),
        required=False,
        help_text=gettext_lazy("Give it to one organisation after the other: all of them stand there."),
    )
    is_institutional = forms.BooleanField(label=gettext_lazy("For an institution that does not sell"), required=False)

    def values(self) -> dict[str, Any]:
        return super().values() | {name: self.cleaned_data[name] for name in ("is_shared", "is_institutional")}

    @classmethod
    def of(cls, stall: Stall) -> "StallForm":
        names = ("zone", "area", "power_watts", "fee", "is_shared", "is_institutional")
        return cls(initial={name: getattr(stall, name) for name in names})


class MarkForm(PlaceForm):
    """An entrance, a stage, the toilets."""

    part = "mark"
    kind = forms.ChoiceField(label=pgettext_lazy("on a plan", "What"), choices=MarkKind.choices)
    label = forms.CharField(label=gettext_lazy("Its name, where it has one"), max_length=60, required=False)
    field_order = ("kind", "label", "column", "row", "width", "height")


class GiveForm(PlanForm):
    """To whom a stall is given, and from which day to which where the stop has several; usually all that are free."""

    part = "give"
    participation = forms.ChoiceField(
        label=gettext_lazy("Give it to"),
        error_messages={
            "required": gettext_lazy("Choose an organisation."),
            "invalid_choice": gettext_lazy("This organisation does not come any more: choose another one."),
        },
    )
    first_day = forms.ChoiceField(label=gettext_lazy("From"))
    last_day = forms.ChoiceField(label=pgettext_lazy("last day", "Until"))

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        coming: Sequence[tuple[str, str]],
        days: Sequence[EditionDay],
        free: Sequence[EditionDay],
    ) -> None:
        ends = [str((free or days)[at].day) for at in (0, -1)] if days else ["", ""]
        usual = dict(zip(("first_day", "last_day"), ends, strict=True))
        super().__init__(usual | {name: data[name] for name in data} if data is not None else None, initial=usual)
        self.days = days
        self._choices("participation", [("", "–"), *coming])
        for name in ("first_day", "last_day"):
            if len(days) > 1:
                self._choices(name, [(str(each.day), day_text(each.day)) for each in days])
            else:
                del self.fields[name]

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and self._end("first_day") > self._end("last_day"):
            self.add_error("last_day", _("The last day is before the first."))
        return given

    def day_ids(self) -> list[int]:
        """The chosen days; the only one where the stop has no other."""
        first, last = self._end("first_day"), self._end("last_day")
        return [each.pk for each in self.days if first <= str(each.day) <= last]

    def _end(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or self.initial[name])


class FileForm(PlanForm):
    """A list of stalls, as XLSX or CSV."""

    part = "file"
    file = forms.FileField(
        label=gettext_lazy("List of stalls (XLSX or CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Choose the list.")},
    )

    def __init__(self, *args: Any, kept: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        # The list was sent before, and lies ready.
        self.fields["file"].required = not kept

    def clean_file(self) -> bytes:
        given = self.cleaned_data["file"]
        if given is None:
            return b""
        if given.size > 2 * 1024 * 1024:
            raise forms.ValidationError(_("This file is too large: 2 MB at most."))
        return bytes(given.read())


class PictureForm(PlanForm):
    """A picture below the grid."""

    part = "picture"
    picture = forms.ImageField(label=gettext_lazy("Picture of the place"))
