"""What staff type about months, payout runs, payouts and bank accounts."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.formats.days import month_name
from cooperatives.settlements.enums import FileFormat, MonthStatus
from cooperatives.settlements.exceptions import (
    EarlierMonthOpen,
    LaterMonthSettled,
    MonthNotFinal,
    MonthNotOver,
    SettlementAlreadyFinal,
    WorkUnderWay,
)
from cooperatives.settlements.models import MonthEnd, PayoutRun
from cooperatives.settlements.months import last_month_over, month_before
from cooperatives.settlements.rib import RibCheckDigitsWrong, RibNotDigits, RibTooShortOrLong
from cooperatives.settlements.services.months import draft_settlements
from cooperatives.settlements.services.preparing import prepare_payout_run
from marketplace.staff.forms.base import ActForm, Refusal, Refusals, ServiceForm

MONTHS_OFFERED = 12


def month_text(month: date) -> str:
    """`غشت 2026`, `août 2026`, `August 2026`."""
    return f"{month_name(month)} {month.year}"


RIB_REFUSALS: Refusals = {
    RibNotDigits: Refusal(_("A RIB has digits alone: write it without letters."), field="rib"),
    RibTooShortOrLong: Refusal(
        lambda error: _("A RIB has 24 digits; here are %(count)d.") % {"count": error.count}, field="rib"
    ),
    RibCheckDigitsWrong: Refusal(
        _("The last two digits do not fit the others: one is wrong or two are swapped."), field="rib"
    ),
}
MONTH_REFUSALS: Refusals = {
    MonthNotOver: Refusal(_("This month is not over yet."), field="month"),
    SettlementAlreadyFinal: Refusal(_("This month is final: it never changes."), field="month"),
    EarlierMonthOpen: Refusal(
        lambda error: (
            _("First make %(month)s final: months are settled one after the other.")
            % {"month": month_text(error.month)}
        ),
        field="month",
    ),
    LaterMonthSettled: Refusal(_("A later month is settled already."), field="month"),
    WorkUnderWay: Refusal(_("This is under way already: wait until it is done.")),
}


def _as_month(text: str) -> date:
    return date.fromisoformat(text)


def month_choices(months: list[date]) -> list[tuple[str, str]]:
    return [(month.isoformat(), month_text(month)) for month in months]


class MonthForm(ServiceForm):
    """Which month is drawn up."""

    refusals: ClassVar[Refusals] = MONTH_REFUSALS
    month: Any = forms.TypedChoiceField(
        label=_("Month"),
        coerce=_as_month,
        help_text=_("What each cooperative is owed at its end is worked out; nothing is sent yet."),
        error_messages={"required": _("Choose a month."), "invalid_choice": _("This month is not over yet.")},
    )

    class Meta:
        model = MonthEnd
        fields = ("month",)
        error_messages = {"month": {"unique": _("This month was drawn up before: open it to draw it up again.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [last_month_over()]
        while len(months) < MONTHS_OFFERED:
            months.append(month_before(months[-1]))
        self.fields["month"].choices = month_choices(months)

    def carry_out(self, *, by: User) -> MonthEnd:
        return draft_settlements(month=self.cleaned_data["month"], by=by)


class PayoutRunForm(ServiceForm):
    """Which month is paid out."""

    refusals: ClassVar[Refusals] = {
        **MONTH_REFUSALS,
        MonthNotFinal: Refusal(_("Its settlements are not final yet."), field="month"),
    }
    month: Any = forms.TypedChoiceField(
        label=_("Month"),
        coerce=_as_month,
        help_text=_("Months whose settlements are final."),
        error_messages={"required": _("Choose a month."), "invalid_choice": _("Its settlements are not final yet.")},
    )
    minimum = forms.DecimalField(
        label=_("Smallest amount to send (dirhams)"),
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        initial=Decimal("0.00"),
        help_text=_("Who is due less waits for the next run. 0: everybody is paid."),
    )

    class Meta:
        model = PayoutRun
        fields = ("month", "minimum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        final = MonthEnd.objects.filter(status=MonthStatus.FINAL).order_by("-month")
        months = list(final.values_list("month", flat=True)[:MONTHS_OFFERED])
        self.fields["month"].choices = month_choices(months)

    def carry_out(self, *, by: User) -> PayoutRun:
        return prepare_payout_run(month=self.cleaned_data["month"], minimum=self.cleaned_data["minimum"], by=by)


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("On which day?"),
        initial=clock.today,
        widget=AdminDateInput,
        error_messages={"required": _("Write the day."), "invalid": _("Write the day like 2026-08-31.")},
    )


def _why(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Why?"),
        max_length=200,
        help_text=help_text,
        error_messages={"required": _("Say why in a few words: it stays in the log.")},
    )


class DayForm(ActForm):
    """When a payout arrived."""

    on = _day()


class DayAndReasonForm(ActForm):
    """When a payout came back or was refused, and why."""

    on = _day()
    reason = _why(_("As the bank or the post says it."))


class ReasonForm(ActForm):
    """Why something is undone."""

    reason = _why()


class FileForm(ActForm):
    """What the bank reads."""

    file_format = forms.ChoiceField(
        label=_("Written as"), choices=FileFormat.choices, initial=FileFormat.XML, widget=forms.RadioSelect
    )


class PostalForm(ActForm):
    """A page to print, or a table for the post's own screens."""

    shape = forms.ChoiceField(
        label=_("As"),
        choices=[("page", _("A page to print")), ("csv", "CSV")],
        initial="page",
        widget=forms.RadioSelect,
    )


class CheckForm(ActForm):
    """The RIB again, from the bank's own paper."""

    rib = forms.CharField(
        label=_("RIB on the bank's paper"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Type the 24 digits from the paper that the bank gave, not from what the cooperative wrote."),
        error_messages={"required": _("Type the 24 digits of the RIB.")},
    )
