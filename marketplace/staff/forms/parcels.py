"""Hubs, and what staff type about a parcel that a hub sends."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from cooperatives.accounts.models import User
from cooperatives.territory.models import Region
from fairs.enums import ProgrammeKind
from fairs.models import Edition
from marketplace.delivery.models import Hub
from marketplace.delivery.services import NotAPlatform, NotAUnion, add_hub, edit_hub
from marketplace.staff.choosers import union_chooser
from marketplace.staff.forms.base import ActForm, Refusal, Refusals, Section, ServiceForm, in_languages

ONE_OF_THE_TWO = _("Choose a union, or a permanent platform: one of the two.")


class HubForm(ServiceForm):
    """A hub; whose it is and its code never change, for its parcels and what shoppers chose rest on them."""

    only_new = frozenset({"code", "union", "edition"})
    translated: ClassVar = {"name": _("Name")}
    sections = (
        Section(_("What it is"), ("code", *in_languages("name"))),
        Section(_("Whose it is: one of the two"), ("union", "edition")),
        Section(_("Where parcels start"), ("region", "is_active")),
    )
    refusals: ClassVar[Refusals] = {
        "hub_is_a_union_or_a_platform": Refusal(ONE_OF_THE_TWO, field="union"),
        NotAUnion: Refusal(_("This is not a union of cooperatives."), field="union"),
        NotAPlatform: Refusal(_("This is not a permanent platform."), field="edition"),
    }

    class Meta:
        model = Hub
        formfield_callback = formfield_for_dbfield
        fields = ("code", *in_languages("name"), "union", "edition", "region", "is_active")
        labels = {
            "code": _("Code"),
            "union": _("Union"),
            "edition": _("or a permanent platform"),
            "region": _("Region"),
            "is_active": _("Offered to shoppers"),
        }
        widgets = {"union": union_chooser.widget_class}
        help_texts = {
            "code": _("Short, in latin letters. It never changes."),
            "union": _("Its members' goods are put into one parcel, and its own members send it."),
            "edition": _("The goods of who takes part in it are put into one parcel, and staff send it."),
            "region": _("Carriers' prices are reckoned from here."),
            "is_active": _("Off: no new parcels. Those that are under way still go."),
        }
        error_messages = {
            "code": {"unique": _("Another hub has this code.")},
            "union": {"unique": _("This union is a hub already.")},
            "edition": {"unique": _("This platform is a hub already.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.order_by("code")
        if "edition" in self.fields:
            platforms = Edition.objects.filter(programme__kind=ProgrammeKind.PERMANENT_PLATFORMS)
            self.fields["edition"].queryset = platforms.select_related("programme").order_by("-starts_at", "pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        return given

    def carry_out(self, *, by: User) -> Hub:
        if self.is_new:
            return add_hub(values=self.given(), by=by)
        return edit_hub(hub_id=self.instance.pk, values=self.given(), by=by)


class ShipForm(ActForm):
    """The carrier's number of the parcel, from its slip."""

    tracking = forms.CharField(
        label=_("Number on the carrier's slip"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class RefusedForm(ActForm):
    """What was said at the door."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        error_messages={"required": _("Say why in a few words: it stays with the order.")},
    )
