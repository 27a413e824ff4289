"""What people say of themselves, and of when and how much their cooperative sells."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives import clock
from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.formats.days import weekday_name
from cooperatives.season.enums import ClosedBecause
from fairs.organiser.forms import AmountField

LONGEST = timedelta(days=366)
DEAREST = Decimal(5000)
# A Monday: the first of the days that are named.
MONDAY = date(2024, 1, 1)
WEEK = range(1, 8)
LANGUAGES_OF_PEOPLE = [("ar", "العربية"), ("fr", "Français"), ("en", "English")]


class PreferencesForm(forms.Form):
    """How a person reads and hears."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the pages and messages"),
        choices=LANGUAGES_OF_PEOPLE,
        widget=forms.RadioSelect,
    )
    spoken_language = forms.ChoiceField(
        label=gettext_lazy("Language in which you hear the help"),
        choices=[*SpokenLanguage.choices, ("", gettext_lazy("I do not need it read out"))],
        widget=forms.RadioSelect,
        required=False,
    )
    shows_rial = forms.BooleanField(
        label=gettext_lazy("Show amounts in rial too"),
        help_text=gettext_lazy("20 rial are one dirham."),
        required=False,
    )


class DayField(forms.DateField):
    """A day, as a telephone's own calendar gives it."""

    def __init__(self, **given: Any) -> None:
        errors = {
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("Choose the day from the calendar."),
        }
        # ISO alone, so that a day of one language is read in another.
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=errors, **given)


class CloseForm(forms.Form):
    """For which days a cooperative closes, and what it says of it."""

    starts_on = DayField(label=gettext_lazy("First day on which you are closed"))
    ends_on = DayField(label=gettext_lazy("Last day on which you are closed"))
    because = forms.ChoiceField(
        label=gettext_lazy("What shoppers read"),
        choices=[*ClosedBecause.choices, ("", gettext_lazy("Only the days"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Each shopper reads it in their own language."),
    )
    message = forms.CharField(
        label=gettext_lazy("In your own words"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Shown as you write it."),
    )

    def clean_starts_on(self) -> date:
        starts_on: date = self.cleaned_data["starts_on"]
        if starts_on < clock.today():
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        if starts_on > clock.today() + LONGEST:
            raise forms.ValidationError(_("This is more than a year away. Choose an earlier day."))
        return starts_on

    def clean(self) -> dict[str, Any]:
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and (wrong := wrong_end(starts_on, ends_on)):
            self.add_error("ends_on", wrong)
        return self.cleaned_data


class EndForm(forms.Form):
    """Until when a cooperative is closed after all."""

    ends_on = DayField(label=gettext_lazy("Last day on which you are closed"))

    def __init__(self, *given: Any, starts_on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.starts_on = starts_on

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if ends_on < clock.today():
            raise forms.ValidationError(_("This day is over. To sell now, open again."))
        if wrong := wrong_end(self.starts_on, ends_on):
            raise forms.ValidationError(wrong)
        return ends_on


class OrdersForm(forms.Form):
    """The least that an order is sent for, and the days on which parcels leave."""

    minimum_order = AmountField(
        label=gettext_lazy("Least amount of an order"),
        help_text=gettext_lazy("In dirhams, of goods. 0 when you send every order."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days on which you bring parcels to the carrier"),
        choices=lambda: zip(WEEK, weekday_names(WEEK), strict=True),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The other days are free: shoppers are promised none of them."),
        error_messages={"required": gettext_lazy("Choose one day of the week at least.")},
    )

    def clean_minimum_order(self) -> Decimal:
        minimum: Decimal = self.cleaned_data["minimum_order"]
        if minimum > DEAREST:
            raise forms.ValidationError(_("This is very much: hardly anybody could order. Write 5000 at most."))
        return minimum


def weekday_names(days: Iterable[int]) -> list[str]:
    """The names of ISO weekdays in the language of the page."""
    return [weekday_name(MONDAY + timedelta(days=day - 1)) for day in days]


def wrong_end(starts_on: date, ends_on: date) -> str:
    """What is wrong with the last day of a period; empty where nothing is."""
    if ends_on < starts_on:
        return _("The last day is before the first one.")
    if ends_on - starts_on > LONGEST:
        return _("This is longer than a year. Close until then, and again later.")
    return ""
