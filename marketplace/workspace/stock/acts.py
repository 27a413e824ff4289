"""What can be done with a product's number: each asks little, ends in one service, and is refused in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue import counting
from catalogue.models import Product
from catalogue.partner.stock import AllocatedAboveCount, InsufficientStock
from cooperatives.accounts.models import User
from cooperatives.formats.numbers import quantity_text
from marketplace.workspace.stock.forms import BringForm, ChangeForm, CountForm, SendForm, ThresholdForm, UndoForm

SAVED = gettext_lazy("Saved.")
REFUSALS = (
    AllocatedAboveCount,
    InsufficientStock,
    counting.NotByParts,
    counting.NothingToUndo,
    counting.OnlyOneOfIt,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done with a number: its form, its service, and what is said after."""

    name: str
    form: type[forms.Form]
    do: Callable[[Product, User, Mapping[str, Any]], object]
    done: str | Promise
    # Asked in a form of its own on the product's page; else a tap.
    is_asked: bool = True
    beside: str = "quantity"
    refusals: tuple[type[Exception], ...] = REFUSALS


CHANGE = Act(
    "change",
    ChangeForm,
    lambda product, by, given: counting.change_stock(product_id=product.pk, change=given["change"], by=by),
    done=SAVED,
    is_asked=False,
)
COUNT = Act(
    "count",
    CountForm,
    lambda product, by, given: counting.count_by_hand(product_id=product.pk, quantity=given["quantity"], by=by),
    done=SAVED,
)
UNDO = Act(
    "undo",
    UndoForm,
    lambda product, by, given: counting.undo_change(product_id=product.pk, of=given["of"], by=by),
    done=gettext_lazy("Undone. Both stay in the history."),
    is_asked=False,
)
THRESHOLD = Act(
    "threshold",
    ThresholdForm,
    lambda product, by, given: counting.warn_below(product_id=product.pk, threshold=given["threshold"], by=by),
    done=SAVED,
    beside="threshold",
)
SEND = Act(
    "send",
    SendForm,
    lambda product, by, given: counting.send_to_edition(
        product_id=product.pk, quantity=given["quantity"], edition_code=given["edition"], by=by
    ),
    done=gettext_lazy("Written down: it cannot be ordered online while it is there."),
)
BRING = Act(
    "bring",
    BringForm,
    lambda product, by, given: counting.bring_back(
        product_id=product.pk, quantity=given["quantity"], edition_code=given["edition"], by=by
    ),
    done=gettext_lazy("Written down: it can be ordered online again."),
)
ACTS = {act.name: act for act in (CHANGE, COUNT, UNDO, THRESHOLD, SEND, BRING)}


def refusal_of(refusal: Exception) -> str:
    """What a person reads about it, and what to do."""
    if isinstance(refusal, AllocatedAboveCount) and refusal.allocated:
        promised = _("Promised to orders: %(count)s. The number cannot be less: send those orders first.")
        return promised % {"count": quantity_text(refusal.allocated)}
    if isinstance(refusal, AllocatedAboveCount):
        return _("There are none left to take away.")
    if isinstance(refusal, InsufficientStock):
        return _("What is there and not promised: %(count)s.") % {
            "count": quantity_text(next(iter(refusal.free.values())))
        }
    if isinstance(refusal, counting.OnlyOneOfIt):
        return _("There is only one of it: it is here or it is sold.")
    if isinstance(refusal, counting.NotByParts):
        return _("It is sold by the piece: write a whole number.")
    return _("Something else changed it since: look at the history.")
