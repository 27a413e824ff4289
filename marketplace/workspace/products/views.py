"""The cooperative's products in a list, and the page of one with what is still missing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from catalogue.completeness import Completeness, completeness_of
from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import as_proposed, pictures_as_proposed, unsettled_among
from catalogue.own_list import Counts, Pile, count_piles, named, on_pile, own_products
from catalogue.selectors import Picture, picture_of
from cooperatives.permissions import Area, user_can_edit_catalogue
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import PRODUCTS, frame_for
from marketplace.workspace.products.acts import LONGEST as LONGEST_KEY
from marketplace.workspace.products.acts import UNDOABLE
from marketplace.workspace.products.lines import lines_of, next_part, title_of_part
from marketplace.workspace.products.own import own_product
from marketplace.workspace.products.sizes import sizes_of

# Their pictures, and the page, in 30 KB.
A_PAGE = 12
LONGEST = 80
ICONS = {
    Pile.ALL: "layout-list",
    Pile.DRAFTS: "pencil",
    Pile.WAITING: "hourglass",
    Pile.ON_SALE: "store",
    Pile.HIDDEN: "eye-off",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A product in the list: what it looks like, where it stands, and how far it is."""

    product: Product
    picture: Picture | None
    pile: Pile
    is_sent_back: bool
    is_out: bool
    free: Decimal
    completeness: Completeness
    # Between which others it stands on this list.
    before: str = ""
    after: str = ""


@never_cache
@login_required
@require_GET
def products(request: SignedInRequest) -> HttpResponse:
    """The products of the cooperative that the person works for, on five piles."""
    cooperative = chosen_cooperative(request, Area.STOCK)
    pile = _pile(request.GET.get("pile", ""))
    asked = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    counts = count_piles(cooperative)
    listed = named(on_pile(own_products(cooperative), pile), asked)
    page = _paginator(listed, counts, pile, asked).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(listed, page),
        "pile": pile,
        "asked": asked,
        "product_piles": _tabs(counts, pile),
        "may_edit": user_can_edit_catalogue(request.user, cooperative),
        "is_sorting": bool(request.GET.get("sort")) and not asked,
        "undo": _undo(request),
    }
    return render(request, "marketplace/workspace/products/list.html", frame_for(request, PRODUCTS) | context)


@never_cache
@login_required
@require_GET
def product(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One product: how far it is, what keeps it from being sold, and its small screens."""
    row = own_product(request, public_id)
    shown = as_proposed(row)
    completeness = completeness_of(shown)
    ahead = next_part(shown, completeness)
    pictures = pictures_as_proposed(row)
    context = {
        "product": row,
        "shown": shown,
        "title": shown.title or _("Without a name"),
        "record": row.stockrecord,
        "pictures": [picture_of(image.renditions, shown.title) for image in pictures],
        "completeness": completeness,
        "next_part": ahead,
        "next_title": title_of_part(ahead) if ahead else "",
        "lines": lines_of(shown, completeness),
        "sizes": sizes_of(row),
        "undo": _undo(request),
    }
    return render(request, "marketplace/workspace/products/product.html", frame_for(request, PRODUCTS) | context)


def _pile(asked: str) -> Pile:
    return {pile.value: pile for pile in Pile}.get(asked, Pile.ALL)


def _paginator(listed: Any, counts: Counts, pile: Pile, asked: str) -> Paginator:
    """Pages of the list; how many there are was counted with the piles, unless something was searched for."""
    paginator = Paginator(listed, A_PAGE)
    if not asked:
        paginator.count = getattr(counts, pile.name.lower())
    return paginator


def _rows(listed: Any, page: Page) -> list[Row]:
    """The rows of a page; one more on either side is read, to say where the first and the last could go."""
    start = max(page.start_index() - 1, 0)
    first = max(start - 1, 0)
    read = list(listed.select_related("stockrecord", "product_class", "cooperative")[first : start + A_PAGE + 1])
    own = read[start - first : start - first + A_PAGE]
    open_revisions = unsettled_among(own)
    ids = [each.public_id for each in read]
    return [_row(each, open_revisions.get(each.pk), _around(ids, each.public_id)) for each in own]


def _around(ids: list[str], public_id: str) -> tuple[str, str]:
    place = ids.index(public_id)
    return (ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else "")


def _row(product: Product, revision: ProductRevision | None, around: tuple[str, str]) -> Row:
    record = product.stockrecord
    return Row(
        product=product,
        picture=picture_of(product.picture, product.title),
        pile=_standing(product, revision),
        is_sent_back=revision is not None and revision.status == RevisionStatus.ASKED_AGAIN,
        is_out=record.free <= 0,
        free=record.free,
        completeness=completeness_of(product),
        before=around[0],
        after=around[1],
    )


def _standing(product: Product, revision: ProductRevision | None) -> Pile:
    if revision is not None and revision.status == RevisionStatus.SENT:
        return Pile.WAITING
    if product.is_public:
        return Pile.ON_SALE
    return Pile.HIDDEN if product.first_public_at else Pile.DRAFTS


def _tabs(counts: Counts, current: Pile) -> list[dict[str, Any]]:
    texts = {
        Pile.ALL: pgettext("products", "All"),
        Pile.DRAFTS: pgettext("products", "Drafts"),
        Pile.WAITING: pgettext("products", "Being checked"),
        Pile.ON_SALE: pgettext("products", "On sale"),
        Pile.HIDDEN: pgettext("products", "Hidden"),
    }
    url = reverse("workspace:products")
    return [
        {
            "url": url if pile is Pile.ALL else f"{url}?pile={pile}",
            "icon": ICONS[pile],
            "text": text,
            "current": pile is current,
            "count": getattr(counts, pile.name.lower()),
        }
        for pile, text in texts.items()
    ]


def _undo(request: SignedInRequest) -> dict[str, str]:
    """What was just done and may be undone, as the act's own answer names it."""
    name, of = request.GET.get("undo", ""), request.GET.get("of", "")
    return {"name": name, "of": of, "key": request.GET.get("key", "")[:LONGEST_KEY]} if name in UNDOABLE and of else {}
