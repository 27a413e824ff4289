"""Field agents, and lost telephones."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from cooperatives.accounts.fields import PhoneField
from cooperatives.accounts.models import User
from cooperatives.officers.exceptions import AlreadyAgent
from cooperatives.officers.mandates import appoint_agent
from cooperatives.officers.models import FieldAgent
from marketplace.staff.forms.base import LANGUAGES_OF_PEOPLE, ActForm, Refusal, Refusals, ServiceForm


class FieldAgentForm(ServiceForm):
    """Who helps the cooperatives of a region: found by telephone number, and written when nobody has it."""

    refusals: ClassVar[Refusals] = {
        AlreadyAgent: Refusal(_("Who has this number is a field agent of this region already."), field="phone"),
    }
    phone = PhoneField(help_text=_("A message goes to this number. The person signs in with it."))
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Language of messages"), choices=LANGUAGES_OF_PEOPLE)

    class Meta:
        model = FieldAgent
        formfield_callback = formfield_for_dbfield
        fields = ("region",)
        labels = {"region": _("Region")}

    field_order = ("phone", "first_name", "last_name", "language", "region")

    def carry_out(self, *, by: User) -> FieldAgent:
        given = self.cleaned_data
        return appoint_agent(
            phone=given["phone"],
            region_id=given["region"].pk,
            first_name=given["first_name"],
            last_name=given["last_name"],
            language=given["language"],
            by=by,
        )


class StopRecoveryForm(ActForm):
    """Why a number is not changed; all members read it."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("All members of the cooperative, and the field agent, read this in a message."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: all members are told.")},
    )
