"""A cooperative's money: where it stands, order by order, and the statement of each month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any

import structlog
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from cooperatives.money import ZERO
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.settlements.exceptions import MonthNotOver
from cooperatives.settlements.selectors import Position, payouts_of, positions_of, settlements_of
from marketplace.basket.requests import SignedInRequest
from marketplace.identity import platform_identity
from marketplace.order.models import Order
from marketplace.order.selectors import orders_for
from marketplace.statements.lines import AMOUNTS, StatementLine, Totals
from marketplace.statements.orders import money_of
from marketplace.statements.parts import sold_on, this_day, this_month
from marketplace.statements.pdf import amount_texts, identity, notes, statement_pdf
from marketplace.statements.selectors import Statement, paid_this_year, statement_of
from marketplace.statements.stalls import cash_held, stall_days
from marketplace.statements.words import line_heads, sums_of
from marketplace.statements.xlsx import statement_xlsx
from marketplace.workspace.amounts import amount_text
from marketplace.workspace.frame import MONEY, frame_of_all

logger = structlog.get_logger(__name__)
A_PAGE, LINES_A_PAGE, STATEMENTS, PAYOUTS = 20, 100, 12, 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT_LANGUAGES = ("ar", "fr")
Answer = Callable[[SignedInRequest, Statement], HttpResponse]


@never_cache
@login_required
@require_GET
def money(request: SignedInRequest) -> HttpResponse:
    """Where the money stands, then the orders, the stalls, the statements; for one of the person's cooperatives."""
    permitted = _permitted(request)
    chosen = _chosen(permitted, request.GET.get("cooperative", ""))
    position = positions_of(chosen.pk)
    orders = orders_for(Cooperative.objects.filter(pk=chosen.pk))
    page = Paginator(orders, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cooperative": chosen,
        "figures": _shown(request.user, chosen, figures_of(chosen, position)),
        "orders_open": bool(request.GET.get("page")),
        "page": page,
        "orders": money_of(list(page.object_list)),
        "stall_days": stall_days(chosen),
        "cash": cash_held(chosen),
        "statements": settlements_of(chosen)[:STATEMENTS],
        "payouts": payouts_of(chosen)[:PAYOUTS],
        "tabs": _tabs(permitted, chosen),
        "bank_url": _bank_url(),
    }
    return render(request, "marketplace/workspace/money/home.html", _frame(request) | context)


def _of_a_month(answer: Answer) -> Callable[..., HttpResponse]:
    """A view of one cooperative's statement: another's is not there, and a month that runs has none."""

    @never_cache
    @login_required
    @require_GET
    @wraps(answer)
    def view(request: SignedInRequest, cooperative: str, year: int, month: int) -> HttpResponse:
        chosen = _chosen(_permitted(request), cooperative, strictly=True)
        asked = _first_day(year, month)
        try:
            found = statement_of(chosen, asked)
        except MonthNotOver:
            logger.warning("statement_refused", why="month_not_over", month=f"{asked:%Y-%m}", by=request.user.public_id)
            context = _frame(request) | {"month": asked}
            return render(request, "marketplace/workspace/money/not_over.html", context, status=404)
        if found is None:
            raise Http404
        return answer(request, found)

    return view


@_of_a_month
def statement(request: SignedInRequest, found: Statement) -> HttpResponse:
    """One month's statement, its lines in pages."""
    heads = line_heads()
    page = Paginator(found.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "statement": found,
        "sums": sums_of(found),
        "heads": heads,
        "identity": identity(found),
        "notes": notes(found),
        "platform_identity": platform_identity(),
        "page": page,
        "rows": [(line, _amounts(heads, line)) for line in page.object_list],
        "total_amounts": _amounts(heads, found.totals),
        "pdfs": _pdfs(found),
        "xlsx_url": reverse("workspace:statement-xlsx", args=_address(found)),
    }
    return render(request, "marketplace/workspace/money/statement.html", _frame(request) | context)


@_of_a_month
def statement_as_pdf(_request: SignedInRequest, found: Statement) -> HttpResponse:
    """The statement on paper, in the language of the address."""
    response = HttpResponse(statement_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(found)}.pdf"'
    return response


@_of_a_month
def statement_as_xlsx(_request: SignedInRequest, found: Statement) -> HttpResponse:
    """The statement for a spreadsheet, every line of it."""
    response = HttpResponse(statement_xlsx(found).read(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(found)}.xlsx"'
    return response


def _permitted(request: SignedInRequest) -> list[Cooperative]:
    """The cooperatives whose money the person may see; nobody else learns that the page exists."""
    permitted = list(cooperatives_where(request.user, Area.MONEY).order_by("pk"))
    if not permitted:
        raise Http404
    return permitted


def _chosen(permitted: list[Cooperative], public_id: str, *, strictly: bool = False) -> Cooperative:
    """The one that is asked for; where none is named, the first."""
    if not public_id and not strictly:
        return permitted[0]
    for cooperative in permitted:
        if cooperative.public_id == public_id:
            return cooperative
    raise Http404


def _first_day(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        raise Http404 from None


def _frame(request: SignedInRequest) -> dict[str, Any]:
    return frame_of_all(request, MONEY)


def _tabs(permitted: list[Cooperative], chosen: Cooperative) -> list[dict[str, Any]]:
    """A tab for each cooperative, where there are several."""
    if len(permitted) == 1:
        return []
    url = reverse("workspace:money")
    return [
        {"url": f"{url}?cooperative={each.public_id}", "text": str(each), "current": each == chosen}
        for each in permitted
    ]


def figures_of(cooperative: Cooperative, position: Position) -> dict[str, Decimal]:
    """The figures of the page by name, from what is sold to what has arrived."""
    return {
        "today": sold_on(cooperative, *this_day()),
        "month": sold_on(cooperative, *this_month()),
        "pending": position.pending,
        "available": position.available,
        "sent": position.in_transit,
        "paid": paid_this_year(cooperative),
    }


def figure_words() -> dict[str, tuple[str, str, str]]:
    """The name of each figure, its icon, and what it says."""
    return {
        "today": (_("Today"), "sun", _("Sold online and at stalls today.")),
        "month": (_("This month"), "calendar-days", _("Sold online and at stalls since the month began.")),
        "pending": (
            pgettext("money", "Waiting"),
            "hourglass",
            _("On its way to the shopper, or may still come back."),
        ),
        "available": (pgettext("money", "Available"), "wallet", _("Yours: it goes out with the next payout.")),
        "sent": (_("On its way to you"), "send", _("Sent to your bank or post office.")),
        "paid": (_("Paid this year"), "circle-check", _("It arrived.")),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as a person reads it, on the page of all and on its own."""

    name: str
    icon: str
    why: str
    amount: Decimal
    is_owed: bool = False


def told(figure: str, amount: Decimal) -> Told:
    """What a figure says; where less than nothing is available, that is owed."""
    if figure == "available" and amount < ZERO:
        why = _("You owe the platform this: more was taken off than came in. It is taken off your next money.")
        return Told(pgettext("money", "You owe"), "hand-coins", why, -amount, is_owed=True)
    return Told(*figure_words()[figure], amount)


def _shown(person: User, cooperative: Cooperative, figures: dict[str, Decimal]) -> list[dict[str, Any]]:
    """Each figure with the address of the lines that it is made of."""
    return [
        {
            "told": (said := told(figure, amount)),
            "text": amount_text(said.amount, person),
            "url": f"{reverse('workspace:money-lines', args=[figure])}?cooperative={cooperative.public_id}",
        }
        for figure, amount in figures.items()
    ]


def _bank_url() -> str:
    try:
        return reverse("workspace:bank")
    except NoReverseMatch:
        return ""


def _amounts(heads: list[str], of: StatementLine | Totals) -> list[tuple[str, str]]:
    """The amounts of a line with the words above their columns."""
    return list(zip(heads[-len(AMOUNTS) :], amount_texts(of), strict=True))


def _address(found: Statement) -> tuple[str, int, int]:
    return found.cooperative.public_id, found.month.year, found.month.month


def _pdfs(found: Statement) -> list[dict[str, str]]:
    """The address of the document in each language that it is made in."""
    here = reverse("workspace:statement-pdf", args=_address(found))
    return [
        {"url": translate_url(here, code), "code": code, "name": get_language_info(code)["name_local"]}
        for code in DOCUMENT_LANGUAGES
    ]


def _file_name(found: Statement) -> str:
    return f"{found.cooperative.slug}-{found.month:%Y-%m}"


def money_card(request: SignedInRequest, order: Order) -> dict[str, Any]:
    """The money of one order for its own page; nothing for who may not see it."""
    if not cooperatives_where(request.user, Area.MONEY).filter(pk=order.cooperative_id).exists():
        return {"money": None}
    return {"money": money_of([order])[0]}
