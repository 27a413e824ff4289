"""What the platform keeps of a sale."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from catalogue.models import ProductClass
from cooperatives.accounts.models import User
from fairs.models import CommissionRule, Programme
from fairs.services import add_commission_rule, edit_commission_rule
from marketplace.staff.choosers import cooperative_chooser
from marketplace.staff.forms.base import Refusal, Refusals, Section, ServiceForm

IS_A_SHARE = _("A share lies between 0 and 1: write 0.05 for five per cent.")


class CommissionRuleForm(ServiceForm):
    """A rule: of several that match a sale, the one with the lowest place counts."""

    sections = (
        Section(_("How much"), ("position", "valid_from", "rate", "tax_rate")),
        Section(_("Of what: all, where nothing is chosen"), ("channel", "programme", "family", "cooperative")),
    )
    refusals: ClassVar[Refusals] = {"commissionrule_rate_is_a_share": Refusal(IS_A_SHARE, field="rate")}

    class Meta:
        model = CommissionRule
        formfield_callback = formfield_for_dbfield
        fields = ("position", "valid_from", "rate", "tax_rate", "channel", "programme", "family", "cooperative")
        labels = {
            "position": _("Place in the order"),
            "valid_from": _("From which day of sales"),
            "rate": _("What the platform keeps, as a share"),
            "tax_rate": _("Tax on that, as a share"),
            "channel": _("Where it is sold"),
            "programme": _("Programme"),
            "family": _("Family"),
            "cooperative": _("Cooperative"),
        }
        widgets = {"cooperative": cooperative_chooser.widget_class}
        help_texts = {
            "position": _("The lowest that matches a sale counts."),
            "rate": _("0.0500 is five per cent. What was sold keeps its rate."),
            "tax_rate": _("0.200 is twenty per cent."),
        }
        error_messages = {"position": {"unique": _("Another rule has this place.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].queryset = ProductClass.objects.order_by("code")
        self.fields["programme"].queryset = Programme.objects.order_by("pk")

    def clean_tax_rate(self) -> Decimal:
        rate: Decimal = self.cleaned_data["tax_rate"]
        if not 0 <= rate < 1:
            raise forms.ValidationError(IS_A_SHARE)
        return rate

    def carry_out(self, *, by: User) -> CommissionRule:
        if self.is_new:
            return add_commission_rule(values=self.given(), by=by)
        return edit_commission_rule(rule_id=self.instance.pk, values=self.given(), by=by)
