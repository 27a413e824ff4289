"""Goods taken to a fair and brought back: one count each way, what was sold at the stall, and what is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from catalogue.carrying import (
    CannotCarry,
    Carrying,
    bring_goods,
    last_carrying,
    send_goods,
    undo_carrying,
    write_goods_off,
)
from catalogue.counting import NothingToUndo
from catalogue.enums import Unit
from catalogue.partner.enums import GONE, MovementKind
from catalogue.selectors import Picture, picture_of
from cooperatives import clock
from cooperatives.formats.numbers import quantity_text
from cooperatives.models import Cooperative
from cooperatives.permissions import Area
from fairs.consignment import NOTHING, DepositRow, deposit_of, editions_with_goods_of
from fairs.enums import CashHolder
from fairs.models import Edition, Listing, Participation
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.fairs.around import frame, own_of
from marketplace.workspace.fairs.figures import editions_of
from marketplace.workspace.stock.forms import QuantityField

SEND, BRING, LOSE, UNDO = "send", "bring", "gone", "undo"
BECAME: dict[MovementKind, Any] = {
    MovementKind.LOST: gettext_lazy("Lost or stolen"),
    MovementKind.GIVEN_AWAY: gettext_lazy("Given away or tasted"),
    MovementKind.BROKEN: gettext_lazy("Broken or spoiled"),
}
PREFIX = "q-"


@dataclass(slots=True)
class GoodsRow:
    """One product: what went, was sold, came back and is there, and what was typed."""

    deposit: DepositRow
    is_listed: bool
    typed: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def product(self) -> Any:
        return self.deposit.product

    @property
    def picture(self) -> Picture | None:
        return picture_of(self.product.picture, self.product.title)

    @property
    def unit(self) -> str:
        """What stands behind the number; nothing for pieces."""
        return "" if self.product.unit == Unit.PIECE else str(self.product.get_unit_display())

    @property
    def step(self) -> str:
        return "1" if self.product.unit == Unit.PIECE else "0.5"

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.product.public_id}"

    @property
    def error_id(self) -> str:
        return f"{self.name}-error"


@never_cache
@login_required
@require_GET
def goods(request: SignedInRequest, cooperative: str, code: str) -> HttpResponse:
    """What of one's goods is at an edition, and the two counts: what one takes there, what one brings back."""
    chosen = own_of(request, cooperative, Area.STOCK)
    return _page(request, chosen, _edition(chosen, code))


@never_cache
@login_required
@require_POST
def act(request: SignedInRequest, cooperative: str, code: str, name: str) -> HttpResponse:
    """Write down one count, or take the last one back; where one number cannot be, nothing is written."""
    chosen = own_of(request, cooperative, Area.STOCK)
    edition = _edition(chosen, code)
    if (
        name not in (SEND, BRING, LOSE, UNDO)
        or _is_operators(edition)
        or (name == SEND and not _may_send(chosen, edition))
    ):
        raise Http404
    if name == UNDO:
        return _undo(request, chosen, edition)
    rows = rows_of(chosen, edition)
    quantities = read(rows, request.POST)
    wrong = [row for row in rows if row.errors]
    if wrong or not quantities:
        note = "" if wrong else _("Write how much beside one product at least.")
        return _page(request, chosen, edition, rows=rows, tried=name, note=note)
    if name == LOSE and request.POST.get("became") not in GONE:
        return _page(request, chosen, edition, rows=rows, tried=name, note=_("Choose what became of it."))
    try:
        fresh = act_once(
            request.POST,
            action=f"workspace.goods.{name}",
            act=lambda: _carry(request, name, chosen, edition, quantities),
        )
    except CannotCarry as refusal:
        _say_beside(rows, refusal, name)
        return _page(request, chosen, edition, rows=rows, tried=name)
    messages.success(request, _done(name) if fresh else _("This was done already."))
    return redirect("workspace:fair-goods", cooperative=chosen.public_id, code=edition.code)


def _carry(
    request: SignedInRequest, name: str, chosen: Cooperative, edition: Edition, quantities: Mapping[int, Decimal]
) -> None:
    told: dict[str, Any] = {"cooperative_id": chosen.pk, "edition_code": edition.code, "quantities": quantities}
    if name == LOSE:
        write_goods_off(kind=MovementKind(request.POST["became"]), by=request.user, **told)
    else:
        (send_goods if name == SEND else bring_goods)(by=request.user, **told)


def rows_of(chosen: Cooperative, edition: Edition) -> list[GoodsRow]:
    """Every product of the organisation, those that it lists at the edition first."""
    here = Listing.objects.filter(participation__cooperative=chosen, participation__stop__edition=edition)
    listed = set(here.values_list("product", flat=True))
    found = [GoodsRow(row, row.product.pk in listed) for row in deposit_of(edition, chosen)]
    return sorted(found, key=lambda row: not (row.is_listed or row.deposit.left))


def read(rows: Sequence[GoodsRow], data: Mapping[str, Any]) -> dict[int, Decimal]:
    """The quantities that were typed, by product; what is wrong stands in its row, with what was typed."""
    quantities = {}
    number = QuantityField(required=False, min_value=0)
    for row in rows:
        row.typed = str(data.get(row.name, "")).strip()
        try:
            quantity = number.clean(row.typed)
        except ValidationError as error:
            row.errors = list(error.messages)
            continue
        if quantity:
            quantities[row.product.pk] = quantity
    return quantities


def _say_beside(rows: Sequence[GoodsRow], refusal: CannotCarry, name: str) -> None:
    with_you = _("What is with you and not promised: %(count)s.")
    there = _("What is there: %(count)s.")
    for row in rows:
        if row.product.pk in refusal.in_parts:
            row.errors = [_("It is sold by the piece: write a whole number.")]
        elif row.product.pk in refusal.short:
            text = with_you if name == SEND else there
            row.errors = [text % {"count": quantity_text(refusal.short[row.product.pk])}]


def _undo(request: SignedInRequest, chosen: Cooperative, edition: Edition) -> HttpResponse:
    of = request.POST.get("of", "")[:60]
    try:
        fresh = act_once(
            request.POST,
            action="workspace.goods.undo",
            act=lambda: undo_carrying(cooperative_id=chosen.pk, edition_code=edition.code, of=of, by=request.user),
        )
    except (CannotCarry, NothingToUndo):
        note = _("This cannot be undone any more: some of it was sold or moved since.")
        return _page(request, chosen, edition, note=note, status=422)
    messages.success(request, _("Undone. Both stay in the history.") if fresh else _("This was done already."))
    return redirect("workspace:fair-goods", cooperative=chosen.public_id, code=edition.code)


def _done(name: str) -> str:
    if name == SEND:
        return _("Written down: it cannot be ordered online while it is there.")
    if name == LOSE:
        return _("Written down: it is taken off your stock.")
    return _("Written down: it can be ordered online again.")


def _edition(chosen: Cooperative, code: str) -> Edition:
    """An edition that the organisation goes to, or went to, or where its goods lie."""
    taking_part = Participation.objects.coming().filter(cooperative=chosen).order_by().values("stop__edition")
    rows = editions_of(chosen).order_by() | Edition.objects.filter(pk__in=taking_part)
    rows = rows | Edition.objects.filter(pk__in=editions_with_goods_of(chosen).values("pk"))
    return get_object_or_404(Edition.objects.filter(pk__in=rows.values("pk")).select_related("commune"), code=code)


def _may_send(chosen: Cooperative, edition: Edition) -> bool:
    """Who gave up its place brings its goods back, and sends no more of them."""
    coming = Participation.objects.coming().filter(cooperative=chosen, stop__edition=edition)
    return not _is_over(edition) and coming.exists()


def _is_over(edition: Edition) -> bool:
    return edition.ends_at <= clock.now()


def _is_operators(edition: Edition) -> bool:
    """Where the operator of a shared till writes down what is left with it, on a paper that two people sign."""
    return edition.cash_held_by == CashHolder.OPERATOR


def _page(
    request: SignedInRequest,
    chosen: Cooperative,
    edition: Edition,
    *,
    rows: list[GoodsRow] | None = None,
    tried: str = "",
    note: str = "",
    status: int = 0,
) -> HttpResponse:
    rows = rows_of(chosen, edition) if rows is None else rows
    is_over, lying = _is_over(edition), [row for row in rows if row.deposit.there > NOTHING]
    undo: Carrying | None = last_carrying(cooperative_id=chosen.pk, edition_code=edition.code, by=request.user)
    context = {
        "cooperative": chosen,
        "edition": edition,
        "is_over": is_over,
        "may_send": _may_send(chosen, edition),
        "by_operator": _is_operators(edition),
        "rows": rows,
        "listed": [row for row in rows if row.is_listed or row.deposit.left],
        "others": [row for row in rows if not (row.is_listed or row.deposit.left)],
        "carried": [row for row in rows if row.deposit.left],
        "lying": lying,
        "tried": tried,
        "brings": tried == BRING or (not tried and (request.GET.get("way") == BRING or is_over)),
        "undo": undo,
        "became_errors": ErrorList([note]) if tried == LOSE and request.POST.get("became") not in GONE and note else "",
        "became": [
            {"value": kind, "title": text, "checked": request.POST.get("became") == kind}
            for kind, text in BECAME.items()
        ],
        "note": note,
    }
    answer = status or (422 if tried else 200)
    return render(request, "marketplace/workspace/fairs/goods.html", frame(request) | context, status=answer)
