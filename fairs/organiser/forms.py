"""What organisers type: the list's filters, a declared total, a till."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.formats.numbers import money_text
from fairs.enums import Evidence
from fairs.models import DeclaredTotal, Edition, Participation, Stall
from fairs.organiser.day_totals import taking_part_on
from fairs.revenue.declared import NewTotal
from fairs.rounds.usual import is_far_from, usual_takings

MOST = Decimal("9999999.99")
SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'"))
SEPARATORS = str.maketrans({"٫": ",", "٬": ".", "،": ","})


class AmountField(forms.DecimalField):
    """Dirhams as people write them: 1250,50 or 1 250.50 or ١٢٥٠."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def __init__(self, **given: Any) -> None:
        messages = {
            "required": _("Write the amount in dirhams; 0 when nothing was sold."),
            "invalid": _("Write an amount in dirhams, such as 1250,50."),
            "min_value": _("An amount below zero cannot be declared."),
            "max_value": _("An amount of ten million dirhams or more cannot be declared. Is there a digit too many?"),
            "max_decimal_places": _("Write dirhams and centimes: two digits after the comma at most."),
        }
        super().__init__(min_value=Decimal(0), max_value=MOST, decimal_places=2, error_messages=messages, **given)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = _with_a_point(value.translate(SPACES).translate(SEPARATORS))
        return super().to_python(value)


def _with_a_point(text: str) -> str:
    """One point before the centimes. A separator before exactly three digits parts thousands: money has no mils."""
    head, separator, tail = text.replace(",", ".").rpartition(".")
    if not separator:
        return text
    return head.replace(".", "") + (tail if len(tail) == 3 else f".{tail}")


class AmountAskedAgain(forms.Form):
    """An amount of a hundred times the usual is asked about and never refused: a tick says that it is right."""

    sure = forms.BooleanField(label=_("Yes, this amount is right"), required=False, widget=forms.HiddenInput)

    def usual(self) -> Decimal | None:
        """What the stall usually takes on a day, in dirhams; None where nobody knows."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        amount = given.get("amount")
        if amount is not None and not given.get("sure"):
            self._ask(amount, self.usual())
        return given

    def _ask(self, amount: Decimal, usual: Decimal | None) -> None:
        if usual is None or not is_far_from(usual, amount):
            return
        self.fields["sure"].widget = forms.CheckboxInput()
        self.add_error(
            "sure",
            _("%(amount)s is more than a hundred times the usual (%(usual)s). Correct it, or tick that it is right.")
            % {"amount": money_text(amount), "usual": money_text(usual)},
        )


def usual_of(participation: Participation, day: date) -> Decimal | None:
    """What a participation usually takes on a day, other days than this one first."""
    stop = participation.stop
    takings = usual_takings(edition_id=stop.edition_id, stop_ids=[stop.pk])
    return takings.of(stop.pk, participation.cooperative_id, day)


class FilterForm(forms.Form):
    """Which editions to list. A value that is not offered is not applied."""

    programme = forms.ChoiceField(label=_("Programme"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, programmes: Any, regions: Any, years: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "programme": [(row.code, str(row)) for row in programmes],
            "region": [(row.code, str(row)) for row in regions],
            "year": [(year, year) for year in years],
        }
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = [("", _("All")), *choices]

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ParticipationField(forms.ModelChoiceField):
    """Who took the money; the stop is not said, since the day tells it."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.cooperative)


class DeclareForm(AmountAskedAgain):
    """What one participation took on one business day."""

    participation = ParticipationField(
        label=_("Cooperative"),
        queryset=Participation.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose the cooperative."),
            "invalid_choice": _("This cooperative does not take part on this day."),
        },
    )
    amount = AmountField(label=_("Total of the day, in dirhams"))
    evidence = forms.ChoiceField(
        label=_("Who gave this figure"),
        choices=[
            (Evidence.DECLARED, _("The cooperative said it")),
            (Evidence.ESTIMATED, _("We estimate it")),
        ],
        initial=Evidence.DECLARED,
        widget=forms.RadioSelect,
        help_text=_("An estimate counts only as long as the cooperative has said nothing for the day."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    field_order = ("participation", "amount", "sure", "evidence", "note")

    def __init__(self, *args: Any, edition: Edition, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        cast(forms.ModelChoiceField, self.fields["participation"]).queryset = taking_part_on(edition, day)

    def usual(self) -> Decimal | None:
        participation = self.cleaned_data.get("participation")
        return usual_of(participation, self.day) if participation else None

    def total(self) -> NewTotal:
        given = self.cleaned_data
        return NewTotal(
            participation_id=given["participation"].pk,
            counts_on=self.day,
            amount=given["amount"],
            evidence=Evidence(given["evidence"]),
            note=given["note"],
        )


class CorrectForm(AmountAskedAgain):
    """The right amount, where a wrong one was written down."""

    amount = AmountField(label=_("The right total, in dirhams"))
    field_order = ("amount", "sure")

    def __init__(self, *args: Any, total: DeclaredTotal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.total = total

    def usual(self) -> Decimal | None:
        return usual_of(self.total.participation, self.total.counts_on)


class EnrolForm(forms.Form):
    """A device to take money at a stall."""

    stall = forms.ModelChoiceField(
        label=_("Stall"),
        queryset=Stall.objects.none(),
        to_field_name="code",
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the stall."), "invalid_choice": _("This edition has no such stall.")},
    )
    label = forms.CharField(
        label=_("Name of the till"),
        max_length=80,
        required=False,
        help_text=_("Whose telephone it is, for example. You see it in the list of tills."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["stall"]).queryset = Stall.objects.filter(edition=edition).order_by(
            "code"
        )
