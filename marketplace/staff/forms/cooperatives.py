"""Cooperatives, their members and the signs they hold."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from cooperatives.accounts.fields import PhoneField
from cooperatives.accounts.models import User
from cooperatives.audit.records import write_changes, write_new
from cooperatives.enums import OrganisationKind, Role
from cooperatives.models import Cooperative, Membership, QualitySign, SignHeld, SupportProgramme
from cooperatives.services import (
    AlreadyMember,
    MembershipEnded,
    change_role,
    edit_sign_held,
    hold_sign,
    invite_member,
    register_cooperative,
)
from marketplace.staff.choosers import commune_chooser, cooperative_chooser
from marketplace.staff.forms.base import (
    LANGUAGES_OF_PEOPLE,
    ActForm,
    Refusal,
    Refusals,
    Section,
    ServiceForm,
    in_languages,
)
from marketplace.staff.services import edit_cooperative

ALL_ARE_WOMEN = _("All members of a women's cooperative are women.")


class CooperativeForm(ServiceForm):
    """What is known of a cooperative; where it stands with us moves by acts."""

    translated = {"name": _("Name"), "tagline": _("In one line"), "story": _("Story")}
    sections = (
        Section(_("Name"), ("kind", *in_languages("name"), *in_languages("tagline"))),
        Section(_("Where, and what it makes"), ("commune", "sector", "founded_year", "sells_online")),
        Section(_("People"), ("member_count", "women_count", "youth_count", "support_programmes")),
        Section(_("Papers and telephone"), ("registration_number", "ice", "phone")),
        Section(_("Story"), in_languages("story")),
    )
    refusals: ClassVar[Refusals] = {
        "cooperative_ice_once": Refusal(_("Another cooperative has this ICE."), field="ice"),
        "cooperative_women_only_when_womens": Refusal(ALL_ARE_WOMEN, field="women_count"),
        "cooperative_counts_within_members": Refusal(
            _("There cannot be more women or young people than members."), field="member_count"
        ),
        "cooperative_name_in_one_language": Refusal(_("Write the name in one language at least."), field="name_ar"),
    }
    phone = PhoneField(required=False)
    support_programmes: Any = forms.ModelMultipleChoiceField(
        queryset=SupportProgramme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Programmes it benefited from"),
    )

    class Meta:
        model = Cooperative
        formfield_callback = formfield_for_dbfield
        fields = (
            "kind",
            *in_languages("name", "tagline"),
            "commune",
            "sector",
            "founded_year",
            "sells_online",
            "member_count",
            "women_count",
            "youth_count",
            "registration_number",
            "ice",
            "phone",
            *in_languages("story"),
        )
        labels = {
            "kind": _("Kind"),
            "commune": _("Commune"),
            "sector": _("What it works in"),
            "founded_year": _("Founded in"),
            "sells_online": _("Sells online"),
            "member_count": _("Members"),
            "women_count": _("Of them women"),
            "youth_count": _("Of them young people"),
            "registration_number": _("Number in the register of cooperatives"),
            "ice": "ICE",
        }
        widgets = {"commune": commune_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            self.fields["support_programmes"].initial = [row.pk for row in self.instance.support_programmes.all()]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        members = given.get("member_count") or 0
        for name in ("women_count", "youth_count"):
            if (given.get(name) or 0) > members:
                self.add_error(name, _("There cannot be more of them than members."))
        if given.get("kind") == OrganisationKind.WOMEN and given.get("women_count") != given.get("member_count"):
            self.add_error("women_count", ALL_ARE_WOMEN)
        return given

    def carry_out(self, *, by: User) -> Cooperative:
        programmes = [row.pk for row in self.cleaned_data["support_programmes"]]
        if self.is_new:
            return register_cooperative(values=self.given(), support_programme_ids=programmes, by=by)
        return edit_cooperative(
            cooperative_id=self.instance.pk, values=self.given(), support_programme_ids=programmes, by=by
        )


class SuspendForm(ActForm):
    """Why a cooperative is suspended; it reads this itself."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The cooperative reads this in a message. It stays in the log."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the cooperative will want to know.")},
    )


class MembershipForm(ServiceForm):
    """Who works for a cooperative: found by telephone number, and written when nobody has it."""

    only_new = frozenset({"cooperative", "phone", "first_name", "last_name", "language"})
    prefilled = ("cooperative",)
    refusals: ClassVar[Refusals] = {
        AlreadyMember: Refusal(_("Who has this number belongs to this cooperative already."), field="phone"),
        MembershipEnded: Refusal(_("This person left before: invite them anew."), field="role"),
    }
    phone = PhoneField(help_text=_("An invitation goes to this number. The person signs in with it."))
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Language of messages"), choices=LANGUAGES_OF_PEOPLE)

    class Meta:
        model = Membership
        formfield_callback = formfield_for_dbfield
        fields = ("cooperative", "role")
        labels = {"cooperative": _("Cooperative"), "role": _("Role")}
        widgets = {"cooperative": cooperative_chooser.widget_class}

    field_order = ("cooperative", "phone", "first_name", "last_name", "language", "role")

    def carry_out(self, *, by: User) -> Membership:
        given = self.cleaned_data
        if not self.is_new:
            return change_role(membership_id=self.instance.pk, role=given["role"], by=by)
        return invite_member(
            cooperative_id=given["cooperative"].pk,
            phone=given["phone"],
            role=Role(given["role"]),
            first_name=given["first_name"],
            last_name=given["last_name"],
            language=given["language"],
            by=by,
        )


class SignHeldForm(ServiceForm):
    """A certificate that a cooperative showed."""

    only_new = frozenset({"cooperative", "sign"})
    prefilled = ("cooperative",)
    refusals: ClassVar[Refusals] = {
        "signheld_certificate_once": Refusal(_("This certificate is written already."), field="number")
    }

    class Meta:
        model = SignHeld
        formfield_callback = formfield_for_dbfield
        fields = ("cooperative", "sign", "certifier", "number", "expires_on")
        labels = {
            "cooperative": _("Cooperative"),
            "sign": _("Quality sign"),
            "certifier": _("Certified by"),
            "number": _("Number of the certificate"),
            "expires_on": _("Valid until"),
        }
        help_texts = {"expires_on": _("After this day shoppers do not see the sign any more.")}
        widgets = {"cooperative": cooperative_chooser.widget_class}

    def carry_out(self, *, by: User) -> SignHeld:
        if not self.is_new:
            return edit_sign_held(sign_held_id=self.instance.pk, values=self.given(), by=by)
        given = self.cleaned_data
        return hold_sign(
            cooperative_id=given["cooperative"].pk,
            sign_id=given["sign"].pk,
            certifier=given["certifier"],
            number=given["number"],
            expires_on=given["expires_on"],
            by=by,
        )


class _RegisterForm(ServiceForm):
    """A row of a short register, under a code that stays."""

    only_new = frozenset({"code"})

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.need_text("name")
        return given

    def carry_out(self, *, by: User) -> Any:
        model = self._meta.model
        if self.is_new:
            return write_new(row=model(**self.given()), by=by)
        return write_changes(model=model, pk=self.instance.pk, values=self.given(), by=by)


class QualitySignForm(_RegisterForm):
    """A sign as the register knows it."""

    translated = {"name": _("Name")}

    class Meta:
        model = QualitySign
        formfield_callback = formfield_for_dbfield
        fields = ("kind", "code", *in_languages("name"))
        labels = {"kind": _("Kind"), "code": _("Code")}


class SupportProgrammeForm(_RegisterForm):
    """A public programme that cooperatives benefit from."""

    translated = {"name": _("Name"), "description": _("Description")}

    class Meta:
        model = SupportProgramme
        formfield_callback = formfield_for_dbfield
        fields = ("code", *in_languages("name", "description"))
        labels = {"code": _("Code")}
