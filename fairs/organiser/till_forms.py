"""What organisers type about a session that its till left open."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairs.organiser.deposit_forms import CashField

COUNTED, NOT_COUNTED = "counted", "not_counted"


class CloseForm(forms.Form):
    """Counted or not, and why the desk closes it."""

    how = forms.ChoiceField(
        label=_("The box"),
        choices=[(COUNTED, _("The cash was counted")), (NOT_COUNTED, _("Nobody counted the cash"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the cash was counted.")},
    )
    counted_cash = CashField(label=_("Cash counted, in dirhams"), required=False)
    explanation = forms.CharField(
        label=_("Why the desk closes it"),
        max_length=200,
        help_text=_("It stands on the cash report for good, with a difference of the cash too."),
        error_messages={"required": _("Say why the desk closes this session.")},
    )
    witnessed_by = forms.CharField(label=_("Who was there too"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        counted = given.get("counted_cash")
        if given.get("how") == COUNTED and counted is None and "counted_cash" not in self.errors:
            self.add_error("counted_cash", _("Write how much cash was counted; 0 when the box was empty."))
        if given.get("how") == NOT_COUNTED and counted is not None:
            self.add_error("counted_cash", _("Leave this empty where nobody counted."))
        return given

    def given(self) -> dict[str, Any]:
        """What the session is closed with."""
        return {name: self.cleaned_data[name] for name in ("counted_cash", "explanation", "witnessed_by")}
