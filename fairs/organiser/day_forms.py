"""What is typed on the day: an incident, visitors of an hour, a workshop and who came, an institution's stand."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.pictures import PictureRefused, PictureTooLarge, PictureTooSmall
from cooperatives import clock
from cooperatives.formats.days import day_text
from fairs.attendance.enums import IncidentKind, WorkshopKind
from fairs.attendance.incidents import drawn_anew
from fairs.attendance.selectors import WHOLE_GROUND, free_institutional_stalls, held_between, hours_from, zones_of
from fairs.business_days import business_day, moment_of
from fairs.calls.fields import DeskForm, HourField, MomentField, NumberField, Panel
from fairs.calls.models import OrganisingBody
from fairs.models import Edition, EditionDay, Stall, Stop

MOST_VISITORS = 100_000


class IncidentForm(DeskForm):
    """What went wrong, where, and a picture of it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about"), choices=IncidentKind.choices)
    at = HourField(label=gettext_lazy("At what time"), required=False)
    stall: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("At which stall"),
        queryset=Stall.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("At none"),
    )
    text = forms.CharField(
        label=pgettext_lazy("incident", "What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what happened.")},
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def __init__(self, *args: Any, edition: Edition, day: EditionDay, **given: Any) -> None:
        super().__init__(*args, **given)
        self.day, self.cut_off = day, edition.business_day_ends
        self.is_today = day.day == business_day(clock.now(), ends=self.cut_off)
        self.fields["at"].help_text = _("Empty: now.") if self.is_today else ""
        stalls = Stall.objects.filter(edition=edition, ended_at__isnull=True).order_by("code")
        cast(forms.ModelChoiceField, self.fields["stall"]).queryset = stalls

    def clean_at(self) -> datetime:
        """The moment that is meant, on the business day that the page is about."""
        hour, now = self.cleaned_data["at"], clock.now()
        if hour is None and not self.is_today:
            raise forms.ValidationError(_("Write at what time it happened."))
        moment = now if hour is None else moment_of(self.day.day, hour, ends=self.cut_off)
        if moment > now:
            raise forms.ValidationError(_("This hour has not come yet."))
        return moment

    def clean_picture(self) -> bytes:
        """The picture drawn anew: where and with what it was taken does not come along."""
        given = self.cleaned_data.get("picture")
        if not given:
            return b""
        try:
            return drawn_anew(given)
        except PictureTooLarge as error:
            raise forms.ValidationError(_("This picture is too big. Choose a smaller one.")) from error
        except PictureTooSmall as error:
            raise forms.ValidationError(_("This picture is too small. Take it again.")) from error
        except PictureRefused as error:
            raise forms.ValidationError(_("This picture cannot be read. Choose another one.")) from error

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "stall", "text")}


class SolvedForm(forms.Form):
    """What was done about an incident."""

    use_required_attribute = False
    solution = forms.CharField(
        label=gettext_lazy("What was done"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what was done.")},
    )


class VisitorsForm(DeskForm):
    """How many visitors were counted in a zone in one hour."""

    zone = forms.ChoiceField(label=gettext_lazy("Zone"), required=False)
    hour = forms.TypedChoiceField(label=gettext_lazy("Hour"), coerce=int)
    people = NumberField(label=gettext_lazy("Visitors"), least=0, most=MOST_VISITORS)
    is_wrong = forms.BooleanField(label=gettext_lazy("Nobody counted this hour: take its number away"), required=False)

    def __init__(self, *args: Any, day: EditionDay, **given: Any) -> None:
        super().__init__(*args, **given)
        zones = [(WHOLE_GROUND, _("The whole ground")), *((zone, zone) for zone in zones_of(day.stop.edition))]
        cast(forms.ChoiceField, self.fields["zone"]).choices = zones
        hours = [(hour, f"{hour:02d}:00") for hour in hours_from(day.opens_at.hour)]
        cast(forms.ChoiceField, self.fields["hour"]).choices = hours

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.pop("is_wrong", False):
            # The number does not matter any more, nor what is wrong with it.
            self.errors.pop("people", None)
            given["people"] = None
        return given


class WorkshopForm(DeskForm):
    """A training or a workshop, before it is held."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=WorkshopKind.choices)
    title = forms.CharField(
        label=pgettext_lazy("of a workshop", "About what"),
        max_length=160,
        error_messages={"required": gettext_lazy("Write what it is about.")},
    )
    held_by = forms.CharField(label=gettext_lazy("Held by"), max_length=120, required=False)
    room = forms.CharField(label=pgettext_lazy("of a workshop", "Where"), max_length=80, required=False)
    starts_at = MomentField(label=gettext_lazy("Begins"))
    ends_at = MomentField(label=gettext_lazy("Ends"))
    panels = (Panel("", ("kind", "title", "held_by", "room", "starts_at", "ends_at")),)

    def __init__(self, *args: Any, stop: Stop, **given: Any) -> None:
        super().__init__(*args, **given)
        self.stop = stop

    def clean_starts_at(self) -> datetime:
        """On a day of the stop: another year is easily typed."""
        begins: datetime = self.cleaned_data["starts_at"]
        first, last = held_between(self.stop)
        if not first <= business_day(begins, ends=self.stop.edition.business_day_ends) <= last:
            text = _("This stop is open from %(first)s to %(last)s: choose one of these days.")
            raise forms.ValidationError(text % {"first": day_text(first), "last": day_text(last)})
        return begins

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_order("starts_at", "ends_at", _("It must end after it begins."))
        return given


class CameForm(forms.Form):
    """How many came to a workshop."""

    use_required_attribute = False
    people = NumberField(label=gettext_lazy("People"), least=0)
    women = NumberField(label=gettext_lazy("Women among them"), least=0)
    young = NumberField(label=gettext_lazy("Young people among them"), least=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        people = given.get("people")
        for name in ("women", "young"):
            if people is not None and given.get(name) is not None and given[name] > people:
                self.add_error(name, _("There cannot be more of them than people who came."))
        return given


class StandForm(DeskForm):
    """An institution that informs and does not sell."""

    name = forms.CharField(
        label=gettext_lazy("Name on the stand"),
        max_length=160,
        error_messages={"required": gettext_lazy("Write its name.")},
    )
    body: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("A body of this edition"),
        queryset=OrganisingBody.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("None of them"),
    )
    stall: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Stall"),
        queryset=Stall.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("Without a stall"),
        help_text=gettext_lazy("Only stalls that the plan keeps for institutions, and that are free."),
    )
    people = NumberField(label=gettext_lazy("How many people"), most=200, initial=1)
    contact = forms.CharField(label=gettext_lazy("Who to speak to"), max_length=120, required=False)

    def __init__(self, *args: Any, stop: Stop, **given: Any) -> None:
        super().__init__(*args, **given)
        bodies = OrganisingBody.objects.filter(editions__edition=stop.edition_id).distinct().order_by("pk")
        cast(forms.ModelChoiceField, self.fields["body"]).queryset = bodies
        cast(forms.ModelChoiceField, self.fields["stall"]).queryset = free_institutional_stalls(stop)
