"""What a purchase's page says of goods and money that go back."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from cooperatives.formats.numbers import money_text
from marketplace.order.models import Order
from marketplace.payment.enums import OPEN_RETURNS, RefundStatus, RefundWay, ReturnReason, ReturnStatus
from marketplace.payment.models import Refund, ReturnRequest
from marketplace.payment.return_rules import last_day, reasons_open
from marketplace.payment.returns import lines_to_give_back, returns_of

register = template.Library()


@register.inclusion_tag("marketplace/payment/returns/_offer.html", takes_context=True)
def giving_back(context: dict[str, Any], order: Order) -> dict[str, Any]:
    """Returns and refunds of an order, and whether more may be given back; asks nothing before it was paid."""
    shown: dict[str, Any] = {
        "order": order,
        "purchase": context["purchase"],
        "returns": [],
        "refunds": [],
        "until": None,
    }
    if order.paid_at is None:
        return shown
    found = returns_of([order.pk])
    refunds = Refund.objects.filter(order=order).exclude(status=RefundStatus.CANCELLED).order_by("-pk")
    return shown | {
        "returns": [{"request": each, "says": says(each), "may_withdraw": _may_withdraw(each)} for each in found],
        "refunds": [sentence(refund) for refund in refunds],
        "until": _until(order, found),
    }


def says(request: ReturnRequest) -> str:
    """Where a return stands, and what comes next."""
    return {
        ReturnStatus.ASKED: _("You want to give goods back: the cooperative will answer. Keep them until then."),
        ReturnStatus.ACCEPTED: _("Send the goods to the cooperative now. The money comes back once they are there."),
        ReturnStatus.RECEIVED: _("The cooperative has the goods back."),
        ReturnStatus.REFUNDED: _("The cooperative has the goods back, and your money is on its way or with you."),
        ReturnStatus.DECLINED: _("Giving goods back was not possible: %(why)s") % {"why": request.answer},
        ReturnStatus.WITHDRAWN: _("You kept the goods after all."),
    }[ReturnStatus(request.status)]


def sentence(refund: Refund) -> str:
    """How money that goes back stands: never that it is there before a bank said so."""
    amount = {"amount": money_text(refund.amount)}
    if refund.status != RefundStatus.SUCCEEDED:
        return _("%(amount)s goes back to you; we are seeing to it.") % amount
    return {
        RefundWay.CARD: _("%(amount)s went back to your card. Your bank may take some days to show it."),
        RefundWay.BANK: _("%(amount)s was sent to your bank account."),
        RefundWay.POSTAL: _("%(amount)s was sent to you by postal order."),
    }[RefundWay(refund.way)] % amount


def _may_withdraw(request: ReturnRequest) -> bool:
    return request.status in (ReturnStatus.ASKED, ReturnStatus.ACCEPTED)


def _until(order: Order, found: list[ReturnRequest]) -> Any:
    """The last day for what may still be given back; None where nothing may, or a return is open."""
    reasons = reasons_open(order)
    if not reasons or any(each.status in OPEN_RETURNS for each in found) or not lines_to_give_back(order):
        return None
    return last_day(order, ReturnReason.CHANGED_MIND if ReturnReason.CHANGED_MIND in reasons else reasons[0])
