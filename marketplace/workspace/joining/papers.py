"""Papers, photographed page by page, and shown to nobody but those who may see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cooperatives.joining.enums import PaperKind, PaperStatus
from cooperatives.joining.exceptions import PaperAccepted, TooManyPages
from cooperatives.joining.models import PaperPage
from cooperatives.joining.papers import MOST_PAGES, add_pages, remove_page
from cooperatives.joining.selectors import kinds_asked_of, page_of, paper_standing
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_where, user_can
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.private_pictures import private_jpeg
from marketplace.workspace.joining.around import framed, on_the_way_in, say_done
from marketplace.workspace.joining.forms import PagesForm
from marketplace.workspace.joining.steps import PAPER_HINTS, PAPER_ICONS

SEEN_BY_MANAGERS = (PaperKind.IDENTITY,)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def paper(request: SignedInRequest, cooperative: str, kind: str) -> HttpResponse:
    """The pages of one paper, and another photo."""
    found = on_the_way_in(request, cooperative)
    asked = _kind(found, kind)
    if request.method == "GET":
        return _page(request, found, asked, PagesForm())
    form = PagesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, asked, form, status=422)
    photos, new = form.cleaned_data["pages"], [0]

    def keep() -> None:
        new[0] = add_pages(cooperative_id=found.pk, kind=asked, photographs=photos, by=request.user)

    try:
        fresh = act_once(request.POST, action="workspace.join.pages", act=keep)
    except TooManyPages:
        form.add_error("pages", _("A paper has eight pages at most. Take one away first."))
        return _page(request, found, asked, form, status=422)
    except PaperAccepted:
        messages.info(request, _("We have accepted this paper already: nothing more is needed."))
    else:
        kept = ngettext("%(count)d page is kept.", "%(count)d pages are kept.", new[0]) % {"count": new[0]}
        say_done(request, kept if new[0] else _("This page was there already."), fresh=fresh)
    return redirect("workspace:join-paper", cooperative=found.public_id, kind=asked.value)


@never_cache
@login_required
@require_POST
def remove(request: SignedInRequest, cooperative: str, kind: str, number: int) -> HttpResponse:
    """Take one page away."""
    found = on_the_way_in(request, cooperative)
    asked = _kind(found, kind)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.join.page_remove",
            act=lambda: remove_page(cooperative_id=found.pk, kind=asked, number=number, by=request.user),
        )
    except PaperAccepted:
        messages.info(request, _("Somebody has looked at this paper: it stays as it is."))
    except PaperPage.DoesNotExist:
        messages.info(request, _("This was done already."))
    else:
        say_done(request, _("The page is taken away."), fresh=fresh)
    return redirect("workspace:join-paper", cooperative=found.public_id, kind=asked.value)


@never_cache
@login_required
@require_GET
def page(request: SignedInRequest, cooperative: str, paper: str, number: int) -> HttpResponseBase:
    """The photograph of one page, for the members who keep the papers; an identity card for managers alone."""
    permitted = cooperatives_where(request.user, Area.PROFILE).filter(public_id=cooperative)
    found = page_of(permitted, paper=paper, number=number)
    if found is None:
        raise Http404
    if found.paper.kind in SEEN_BY_MANAGERS and not user_can(request.user, found.paper.cooperative, Area.MEMBERS):
        raise Http404
    return private_jpeg(found.file, called=f"{paper}-{number}.jpg")


def _kind(cooperative: Cooperative, kind: str) -> PaperKind:
    if kind not in kinds_asked_of(cooperative):
        raise Http404
    return PaperKind(kind)


def _page(
    request: SignedInRequest, found: Cooperative, kind: PaperKind, form: PagesForm, *, status: int = 200
) -> HttpResponse:
    standing = paper_standing(found, kind)
    # After staff asked for it again, the photos begin anew: the old ones are theirs.
    is_open = standing is not None and standing.status != PaperStatus.ASKED_AGAIN
    pages = list(standing.pages.all()) if standing is not None and is_open else []
    is_accepted = standing is not None and standing.status == PaperStatus.ACCEPTED
    is_hidden = kind in SEEN_BY_MANAGERS and not user_can(request.user, found, Area.MEMBERS)
    context = {
        "kind": kind,
        "hint": PAPER_HINTS[kind],
        "icon_of_paper": PAPER_ICONS[kind],
        "paper": standing,
        "pages": pages,
        "is_accepted": is_accepted,
        "is_hidden": is_hidden,
        "asked_again": standing.reason if standing is not None else "",
        "may_add": not is_accepted and len(pages) < MOST_PAGES,
        "form": form,
    }
    return render(request, "marketplace/workspace/joining/paper.html", framed(request, found, context), status=status)
