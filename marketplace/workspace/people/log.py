"""What was done here: the log that nobody can rewrite, in plain words."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cooperatives.permissions import Area
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.chosen import chosen_cooperative
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.people.log_lines import lines_of


@never_cache
@login_required
@require_GET
def log(request: SignedInRequest) -> HttpResponse:
    """Who did what in the cooperative, when and from where, what stood there before and after; the newest first."""
    cooperative = chosen_cooperative(request, Area.MEMBERS)
    lines, older = lines_of(cooperative, before=_key(request.GET.get("before", "")))
    context = {"cooperative": cooperative, "lines": lines, "older": older}
    return render(request, "marketplace/workspace/people/log.html", frame_for(request, MORE) | context)


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
