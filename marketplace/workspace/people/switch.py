"""The switcher: for which of their cooperatives a person works now."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cooperatives.models import Membership
from cooperatives.permissions import cooperatives_for
from marketplace.basket.requests import SignedInRequest
from marketplace.workspace.chosen import SESSION_KEY, remember
from marketplace.workspace.frame import MORE, frame_for, own_cooperatives


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def switch(request: SignedInRequest) -> HttpResponse:
    """Show the person's cooperatives with what they do in each; work for the chosen one from now on."""
    if request.method == "POST":
        chosen = cooperatives_for(request.user).filter(public_id=request.POST.get("cooperative", "")).first()
        if chosen is None:
            raise Http404
        remember(request, chosen)
        return redirect("workspace:home")
    own = own_cooperatives(request.user)
    current = Membership.objects.current().filter(user=request.user)
    roles = {each.cooperative_id: each.get_role_display() for each in current}
    remembered = request.session.get(SESSION_KEY) or own[0].public_id
    places = [(each, roles.get(each.pk, ""), each.public_id == remembered) for each in own]
    context = {"places": places}
    return render(request, "marketplace/workspace/people/switch.html", frame_for(request, MORE) | context)
