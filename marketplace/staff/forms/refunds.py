"""What staff type about money and goods that go back, and about cash that carriers hand over."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cooperatives import clock
from cooperatives.formats.days import day_text
from cooperatives.formats.numbers import money_text
from cooperatives.money import ZERO
from marketplace.order.models import Order
from marketplace.payment.enums import CAUSES_WITHOUT_ORDER, RefundCause, RefundWay
from marketplace.payment.refund_acts import Wanted
from marketplace.payment.refund_parts import LineLeft
from marketplace.payment.refunds import Payee, applied_attempt, delivery_left, lines_left
from marketplace.payment.remittances import not_handed_over
from marketplace.payment.return_forms import WAYS_FOR_CASH, RibField
from marketplace.staff.forms.base import ActForm, Section, Text

EVERYTHING, PIECES, AMOUNT = "everything", "pieces", "amount"
# How many orders a person goes through at once.
MOST_ORDERS = 200
_CAUSES = [(cause.value, cause.label) for cause in RefundCause if cause not in CAUSES_WITHOUT_ORDER]
_HOW = {"required": _("Say how the money goes back."), "invalid_choice": _("Say how the money goes back.")}
_WHY = {"required": _("Say why in a few words: it is kept.")}


class ReasonForm(ActForm):
    """Why something is done with money."""

    reason = forms.CharField(label=_("Why?"), max_length=200, error_messages=_WHY)


class PaidForm(ActForm):
    """By which transfer or postal order a refund went out."""

    reference = forms.CharField(
        label=_("Number of the transfer or of the postal order"),
        max_length=80,
        error_messages={"required": _("Write the number: by it the payment is found again.")},
    )


class PayeeForm(ActForm):
    """Where money goes that a card did not take, or that was paid in cash."""

    way = forms.ChoiceField(
        label=_("How does the money go back?"), choices=WAYS_FOR_CASH, widget=forms.RadioSelect, error_messages=_HOW
    )
    payee_name = forms.CharField(
        label=_("Name of who gets the money"),
        max_length=120,
        help_text=_("As it stands on the account, or on the identity card."),
        error_messages={"required": _("Write the name on the account, or on the identity card.")},
    )
    payee_rib = RibField(label=_("RIB"), required=False, help_text=_("24 digits, for a bank account only."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.pays_a_card():
            self.fields["payee_name"].initial = self.subject.purchase.payer_name  # type: ignore[attr-defined]
            return
        for name in ("way", "payee_name", "payee_rib"):
            del self.fields[name]

    def pays_a_card(self) -> bool:
        """Whether the money goes back to a card, so that nobody is asked where to."""
        return False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        wants_bank = given.get("way") == RefundWay.BANK and "way" in self.fields
        if wants_bank and not given.get("payee_rib") and not self.has_error("payee_rib"):
            self.add_error("payee_rib", _("Write the RIB of the account."))
        given["payee"] = self._payee(given) if "way" in self.fields and not self.errors else None
        return given

    @staticmethod
    def _payee(given: dict[str, Any]) -> Payee:
        way = RefundWay(given["way"])
        return Payee(way, given["payee_name"], given["payee_rib"] if way == RefundWay.BANK else "")


class RefundForm(PayeeForm):
    """How much of an order goes back, why, and where to when it was paid in cash."""

    what = forms.ChoiceField(
        label=_("How much goes back?"),
        choices=[
            (EVERYTHING, _("Everything that is left")),
            (PIECES, _("Some pieces: choose them below")),
            (AMOUNT, _("An amount: write it below")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how much goes back."), "invalid_choice": _("Say how much goes back.")},
    )
    amount = forms.DecimalField(
        label=_("Amount of the goods, in dirhams"), min_value=Decimal("0.01"), decimal_places=2, required=False
    )
    with_delivery = forms.BooleanField(label=_("With the delivery money"), required=False)
    cause = forms.ChoiceField(label=_("What happened?"), choices=_CAUSES)
    reason = forms.CharField(label=_("Why?"), max_length=200, error_messages=_WHY)

    def __init__(self, *args: Any, subject: Order, **kwargs: Any) -> None:
        self.lines = [line for line in lines_left(subject) if line.left]
        super().__init__(*args, subject=subject, **kwargs)
        goods, delivery = sum((line.left for line in self.lines), ZERO), delivery_left(subject)
        self.fields["amount"].help_text = _("Left of the goods: %(left)s") % {"left": money_text(goods)}
        self.fields["with_delivery"].help_text = _("Left of the delivery money: %(left)s") % {
            "left": money_text(delivery)
        }
        titles = dict(subject.lines.values_list("pk", "title"))
        for place, line in enumerate(self.lines):
            if line.pieces_left:
                self.fields[f"pieces_{place}"] = _pieces(titles[line.line_id], line)

    def pays_a_card(self) -> bool:
        return applied_attempt(self.subject.purchase_id) is not None  # type: ignore[attr-defined]

    def panels(self) -> Iterator[tuple[Text, list[forms.BoundField]]]:
        pieces = tuple(name for name in self.fields if name.startswith("pieces_"))
        sections = (
            Section(_("How much"), ("what", "amount", "with_delivery")),
            Section(_("Which pieces"), pieces),
            Section(_("Why"), ("cause", "reason")),
            Section(_("Where the money goes"), ("way", "payee_name", "payee_rib")),
        )
        for section in sections:
            if bound := [self[name] for name in section.fields if name in self.fields]:
                yield section.title, bound

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        pieces = {line.line_id: given.get(f"pieces_{place}") or 0 for place, line in enumerate(self.lines)}
        what = given.get("what")
        if what == AMOUNT and not given.get("amount") and not self.has_error("amount"):
            self.add_error("amount", _("Write the amount."))
        if what == PIECES and not any(pieces.values()):
            self.add_error("what", _("Choose the pieces below."))
        given["wanted"] = Wanted(
            everything=what == EVERYTHING,
            pieces=pieces if what == PIECES else {},
            amount=given.get("amount") if what == AMOUNT else None,
            with_delivery=bool(given.get("with_delivery")),
        )
        return given


class ReceiveForm(ActForm):
    """What becomes of goods that came back."""

    put_back = forms.BooleanField(
        label=_("They can be sold again: put them into the cooperative's stock"), required=False
    )


class HandedOverForm(ActForm):
    """The cash of which orders a carrier handed over, and what it kept."""

    orders = forms.ModelMultipleChoiceField(
        label=_("Orders whose cash it handed over"),
        queryset=Order.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the orders whose cash it handed over.")},
    )
    kept = forms.DecimalField(
        label=_("Delivery money that it keeps, in dirhams"), min_value=ZERO, decimal_places=2, initial=ZERO
    )
    handed_over = forms.DecimalField(
        label=_("What it handed over, in dirhams"),
        min_value=ZERO,
        decimal_places=2,
        help_text=_("Count it: it is compared with the orders that you chose."),
    )
    received_on = forms.DateField(label=_("On which day"), initial=clock.today, widget=AdminDateInput)
    reference = forms.CharField(label=_("Number of the receipt or of the transfer"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = not_handed_over(self.subject)  # type: ignore[arg-type]
        choice: Any = self.fields["orders"]
        first = list(held.values_list("pk", flat=True)[:MOST_ORDERS])
        choice.queryset = held.filter(pk__in=first)
        # Mostly it brings all of it; what was counted tells when not.
        choice.initial = first
        choice.label_from_instance = _order_label

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        collected = sum((order.total_incl_tax for order in given["orders"]), ZERO)
        due = collected - given["kept"]
        if due != given["handed_over"]:
            text = _("The chosen orders come to %(collected)s; less what it keeps that is %(due)s.")
            self.add_error(
                "handed_over", ValidationError(text % {"collected": money_text(collected), "due": money_text(due)})
            )
        return given


def _order_label(order: Order) -> str:
    day = day_text(order.delivered_at) if order.delivered_at else ""
    return f"{order.number} · {day} · {money_text(order.total_incl_tax)}"


def _pieces(title: str, line: LineLeft) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=title,
        choices=[(count, str(count)) for count in range(line.pieces_left + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        initial=0,
        help_text=_("Left of it: %(left)s") % {"left": money_text(line.left)},
    )
