"""How a person reads and hears, and the way out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cooperatives.accounts.preferences import CHOSEN, save_preferences
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.frame import MORE, frame_for
from marketplace.workspace.settings.forms import PreferencesForm


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def settings(request: SignedInRequest) -> HttpResponse:
    """The languages that a person reads and hears, and amounts in rial; kept with the person, on every telephone."""
    around = frame_for(request, MORE)
    known = {name: getattr(request.user, name) for name in CHOSEN}
    form = PreferencesForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        return _save(request, form)
    status = 422 if form.errors else 200
    return render(request, "marketplace/workspace/settings/home.html", around | {"form": form}, status=status)


def _save(request: SignedInRequest, form: PreferencesForm) -> HttpResponse:
    """Keep what was chosen, and go on in the language that was."""
    chosen = form.cleaned_data
    act_once(request.POST, action="workspace.settings", act=lambda: save_preferences(user=request.user, **chosen))
    with override(chosen["language"]):
        messages.success(request, _("Saved."))
    return redirect(translate_url(reverse("workspace:settings"), chosen["language"]))
