"""What is typed on the day: an incident, visitors of an hour, a workshop and who came, an institution's stand."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.pictures import PictureRefused, PictureTooLarge, PictureTooSmall
from fairs.attendance.enums import IncidentKind, WorkshopKind
from fairs.attendance.incidents import drawn_anew
from fairs.attendance.selectors import free_institutional_stalls, zones_of
from fairs.calls.fields import DeskForm, MomentField, NumberField, Panel
from fairs.calls.models import OrganisingBody
from fairs.models import Edition, EditionDay, Stall, Stop

MOST_VISITORS = 100_000


class IncidentForm(DeskForm):
    """What went wrong, where, and a picture of it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it about"), choices=IncidentKind.choices)
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

    def __init__(self, *args: Any, edition: Edition, **given: Any) -> None:
        super().__init__(*args, **given)
        stalls = Stall.objects.filter(edition=edition, ended_at__isnull=True).order_by("code")
        cast(forms.ModelChoiceField, self.fields["stall"]).queryset = stalls

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

    def __init__(self, *args: Any, day: EditionDay, **given: Any) -> None:
        super().__init__(*args, **given)
        zones = [("", _("The whole ground")), *((zone, zone) for zone in zones_of(day.stop.edition))]
        cast(forms.ChoiceField, self.fields["zone"]).choices = zones
        cast(forms.ChoiceField, self.fields["hour"]).choices = [(hour, f"{hour:02d}:00") for hour in _hours(day)]


def _hours(day: EditionDay) -> list[int]:
    """The hours of a day in their order: from the opening on, then those after midnight, then before the opening."""
    opens = day.opens_at.hour
    return [(opens + step) % 24 for step in range(24)]


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
