"""What an organiser types about programmes, editions, stops and their hours."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives import clock
from cooperatives.formats.days import day_text
from cooperatives.texts import LANGUAGES, slug
from fairs.calls.fields import (
    CODE,
    DayField,
    DeskForm,
    HourField,
    MomentField,
    Panel,
    PlacedForm,
    PointField,
    Texts,
)
from fairs.enums import CashHolder, ProgrammeKind
from fairs.models import Edition, EditionDay, Stop

LONGEST_IN_MONTHS = 36
CODE_HELP = gettext_lazy("Short, in latin letters: reports and tills ask for it, so it never changes.")
ORDER_TEXT = gettext_lazy("The edition must end after it begins.")
# A year typed wrong would make a day of sales for each day of a century.
LONGEST = timedelta(days=3 * 366)
TOO_LONG_TEXT = gettext_lazy("This is more than three years after it begins: look at the year.")


class CodeField(forms.SlugField):
    """A code by which reports ask; latin letters, digits and dashes."""

    def __init__(self, **given: Any) -> None:
        messages = {"invalid": gettext_lazy("Use latin letters, digits and dashes only.")}
        super().__init__(
            label=gettext_lazy("Code"),
            max_length=60,
            widget=forms.TextInput(attrs=CODE),
            error_messages=messages,
            **given,
        )


def code_of(names: Mapping[str, str], year: int) -> str:
    """A code made from the first name that is there, and the year; with a number where others have it."""
    name = next((names[f"name_{code}"] for code in ("fr", "en", "ar") if names.get(f"name_{code}")), "edition")
    wanted = slug(name)[:50]
    wanted = wanted if str(year) in wanted else f"{wanted}-{year}"
    taken = set(Edition.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 100))) if code not in taken)


class ProgrammeForm(DeskForm):
    """A programme, under which editions come."""

    code = CodeField(help_text=CODE_HELP)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ProgrammeKind.choices)
    texts = {
        "name": Texts(gettext_lazy("Name"), 160),
        "description": Texts(gettext_lazy("Description"), 4000, rows=3),
    }
    needed = ("name",)
    panels = (
        Panel(gettext_lazy("What it is"), ("name", "code", "kind")),
        Panel(gettext_lazy("Texts"), ("description",)),
    )


class DatedForm(PlacedForm):
    """A form of something that lasts from one moment to another, at one place."""

    def check_length(self) -> None:
        begins, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if begins and ends and ends - begins > LONGEST:
            self.add_error("ends_at", TOO_LONG_TEXT)


class EditionForm(DatedForm):
    """What an edition is, where and when; its code is made from its name where none is typed."""

    code = CodeField(required=False, help_text=CODE_HELP)
    starts_at = MomentField(label=gettext_lazy("Doors open"))
    ends_at = MomentField(label=gettext_lazy("Doors close for good"))
    business_day_ends = HourField(
        label=gettext_lazy("The day of sales ends at"),
        help_text=gettext_lazy("Sales before this hour belong to the day before."),
        initial=time(4),
    )
    online_opens_at = MomentField(label=gettext_lazy("Online orders count from"), required=False)
    online_closes_at = MomentField(label=gettext_lazy("Online orders count until"), required=False)
    cash_held_by = forms.ChoiceField(
        label=gettext_lazy("Who keeps the money of the stalls"),
        choices=CashHolder.choices,
        initial=CashHolder.COOPERATIVE,
    )
    texts = {
        "name": Texts(gettext_lazy("Name")),
        "venue": Texts(gettext_lazy("Venue")),
        "description": Texts(gettext_lazy("Description"), 4000, rows=3),
    }
    needed = ("name",)
    panels = (
        Panel(gettext_lazy("What it is"), ("name", "code")),
        Panel(gettext_lazy("Where"), ("place_text", "venue")),
        Panel(gettext_lazy("When"), ("starts_at", "ends_at", "business_day_ends")),
        Panel(
            gettext_lazy("Online window"),
            ("online_opens_at", "online_closes_at"),
            gettext_lazy("From when to when orders of the shop count for this edition. Leave both empty for none."),
        ),
        Panel(gettext_lazy("Money"), ("cash_held_by",)),
        Panel(gettext_lazy("Texts"), ("description",)),
    )

    def __init__(self, *args: Any, edition: Edition | None = None, **given: Any) -> None:
        if edition is not None:
            given |= {"initial": told_of(edition), "commune": edition.commune}
        super().__init__(*args, **given)
        if edition is not None:
            del self.fields["code"]
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_order("starts_at", "ends_at", ORDER_TEXT)
        self.check_length()
        self.check_order("online_opens_at", "online_closes_at", _("The online window must close after it opens."))
        both = {"online_opens_at", "online_closes_at"} <= given.keys()
        if both and bool(given["online_opens_at"]) != bool(given["online_closes_at"]):
            self.add_error("online_closes_at", _("Write both ends of the online window, or none."))
        begins = given.get("starts_at")
        if begins and begins < clock.now() and (self.edition is None or "starts_at" in self.changed_data):
            self.add_error("starts_at", _("This moment is past."))
        return given

    def values(self) -> dict[str, Any]:
        """What the service writes."""
        values = self.given(without=("place_text", "code")) | self.placed()
        if self.edition is None:
            code = self.cleaned_data["code"] or code_of(values, values["starts_at"].year)
            return values | {"code": code}
        return values


class CopyForm(PlacedForm):
    """What is another in the copy of an edition: its names, its first day, perhaps its place."""

    code = CodeField(required=False, help_text=CODE_HELP)
    first_day = DayField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("Every other date moves with it: stops, set-up, the call, the online window."),
    )
    texts = {"name": Texts(gettext_lazy("Name"))}
    needed = ("name",)
    panels = (
        Panel(gettext_lazy("What it is"), ("name", "code")),
        Panel(gettext_lazy("When and where"), ("first_day", "place_text")),
    )

    def __init__(self, *args: Any, source: Edition, **given: Any) -> None:
        names = {f"name_{code}": getattr(source, f"name_{code}") or "" for code in LANGUAGES}
        super().__init__(*args, commune=source.commune, initial=names, **given)

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is past."))
        return day

    def values(self) -> dict[str, Any]:
        names = {f"name_{code}": self.cleaned_data[f"name_{code}"] for code in LANGUAGES}
        year = self.cleaned_data["first_day"].year
        return names | self.placed() | {"code": self.cleaned_data["code"] or code_of(names, year)}


class StopForm(DatedForm):
    """A place or phase of an edition: when, where exactly, and how one gets there."""

    starts_at = MomentField(label=gettext_lazy("Doors open"))
    ends_at = MomentField(label=gettext_lazy("Doors close for good"))
    sets_up_at = MomentField(label=gettext_lazy("Stalls may be built from"), required=False)
    point = PointField(
        label=gettext_lazy("Point on the map"),
        help_text=gettext_lazy(
            "Latitude and longitude, such as 30.42780, -9.59810. Or touch the map, or paste a link of a map."
        ),
    )
    accepts_collection = forms.BooleanField(
        label=gettext_lazy("Online orders may be collected here"), required=False, initial=True
    )
    texts = {
        "name": Texts(gettext_lazy("Name")),
        "venue": Texts(gettext_lazy("Venue"), help=gettext_lazy("Square, hall or street. Empty: that of the edition.")),
        "directions": Texts(gettext_lazy("How to get there"), 2000, rows=2),
    }
    needed = ("name",)
    panels = (
        Panel(gettext_lazy("When"), ("starts_at", "ends_at", "sets_up_at")),
        Panel(gettext_lazy("What it is called"), ("name",)),
        Panel(gettext_lazy("Where"), ("place_text", "venue", "directions")),
        Panel(gettext_lazy("On the map"), ("point", "accepts_collection")),
    )

    def __init__(self, *args: Any, stop: Stop | None = None, **given: Any) -> None:
        if stop is not None:
            given |= {"initial": told_of_stop(stop), "commune": stop.commune}
        super().__init__(*args, **given)
        self.stop = stop

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_order("starts_at", "ends_at", _("The stop must end after it begins."))
        self.check_length()
        sets_up, opens = given.get("sets_up_at"), given.get("starts_at")
        if sets_up and opens and sets_up > opens:
            self.add_error("sets_up_at", _("Set-up begins before the doors open."))
        if opens and opens < clock.now() and (self.stop is None or "starts_at" in self.changed_data):
            self.add_error("starts_at", _("This moment is past."))
        return given

    def values(self) -> dict[str, Any]:
        values = self.given(without=("place_text", "point"))
        values |= {"commune": self.meant()} if self.stop is None else self.placed()
        if self.stop is None or "point" in self.changed_data:
            latitude, longitude = self.cleaned_data["point"] or (None, None)
            values |= {"latitude": latitude, "longitude": longitude}
        return values


class HoursForm(forms.Form):
    """When the doors open and shut on each day; the same for all where that is typed."""

    use_required_attribute = False
    all_open = HourField(label=gettext_lazy("Every day from"), required=False)
    all_close = HourField(label=gettext_lazy("until"), required=False)

    def __init__(self, *args: Any, days: list[EditionDay], **given: Any) -> None:
        super().__init__(*args, **given)
        self.days = days
        for day in days:
            on = {"day": day_text(day.day)}
            opens, closes = _("%(day)s: from") % on, _("%(day)s: until") % on
            self.fields[f"open-{day.pk}"] = HourField(label=opens, initial=day.opens_at, required=False)
            self.fields[f"close-{day.pk}"] = HourField(label=closes, initial=day.closes_at, required=False)

    def rows(self) -> list[tuple[EditionDay, forms.BoundField, forms.BoundField]]:
        return [(day, self[f"open-{day.pk}"], self[f"close-{day.pk}"]) for day in self.days]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        pairs = [("all_open", "all_close"), *((f"open-{day.pk}", f"close-{day.pk}") for day in self.days)]
        for first, last in pairs:
            opens, closes = given.get(first), given.get(last)
            if bool(opens is None) != bool(closes is None) and not {first, last} & self.errors.keys():
                self.add_error(first if opens is None else last, _("Write both hours."))
            elif opens is not None and opens == closes:
                self.add_error(last, _("The doors must close at another hour than they open."))
        return given

    def hours(self) -> dict[int, tuple[time, time]]:
        """By the key of the day."""
        same = self.cleaned_data["all_open"], self.cleaned_data["all_close"]
        typed = {
            day.pk: (self.cleaned_data[f"open-{day.pk}"], self.cleaned_data[f"close-{day.pk}"]) for day in self.days
        }
        return {pk: same if same[0] else each for pk, each in typed.items() if same[0] or each[0]}


class MonthsForm(forms.Form):
    """From which month to which a permanent platform has its stops."""

    use_required_attribute = False
    first = DayField(label=gettext_lazy("A day of the first month"))
    last = DayField(label=gettext_lazy("A day of the last month"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last:
            if first > last:
                self.add_error("last", _("The last day must not be before the first."))
            elif (last.year - first.year) * 12 + last.month - first.month >= LONGEST_IN_MONTHS:
                self.add_error("last", _("Make three years at most at once."))
        if first and first < clock.today().replace(day=1) and "first" not in self.errors:
            self.add_error("first", _("This month is past."))
        return given


def told_of(edition: Edition) -> dict[str, Any]:
    """What stands in an edition, as its form shows it."""
    names = ("starts_at", "ends_at", "business_day_ends", "online_opens_at", "online_closes_at", "cash_held_by")
    texts = [f"{name}_{code}" for name in EditionForm.texts for code in LANGUAGES]
    return {name: getattr(edition, name) for name in names} | {name: getattr(edition, name) or "" for name in texts}


def told_of_stop(stop: Stop) -> dict[str, Any]:
    """What stands in a stop, as its form shows it."""
    texts = [f"{name}_{code}" for name in StopForm.texts for code in LANGUAGES]
    told = {name: getattr(stop, name) or "" for name in texts}
    told |= {name: getattr(stop, name) for name in ("starts_at", "ends_at", "sets_up_at", "accepts_collection")}
    return told | {"point": f"{stop.latitude}, {stop.longitude}" if stop.latitude is not None else ""}
