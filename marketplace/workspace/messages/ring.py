"""This telephone rings for new orders: turning it on and off, and trying it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from cooperatives.idempotency import FIELD
from cooperatives.push.keys import public_key
from cooperatives.push.selectors import devices_of_person
from cooperatives.push.services import (
    LONGEST_ADDRESS,
    KeysUnreadable,
    NotAPushService,
    add_device,
    end_device,
    end_devices,
    try_ring,
)
from marketplace.basket.requests import SignedInRequest
from marketplace.limits import asks_too_often
from marketplace.workspace.frame import MORE, frame_for, own_cooperatives

TRY_RATE = "10/h"


class DeviceForm(forms.Form):
    """What a browser says of itself when it lets us ring it."""

    endpoint = forms.CharField(max_length=LONGEST_ADDRESS)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)


@never_cache
@login_required
@require_GET
def page(request: SignedInRequest) -> HttpResponse:
    """Whether this telephone rings, and a button for it."""
    around = frame_for(request, MORE)
    return render(request, "marketplace/workspace/messages/ring.html", around | _context(request))


@never_cache
@login_required
@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Note the browser that asked; the page's script sends this."""
    own_cooperatives(request.user)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        add_device(user=request.user, **form.cleaned_data)
    except (NotAPushService, KeysUnreadable):
        return HttpResponse(status=422)
    # Whoever signs out on this telephone is not rung on it any more.
    request.session[settings.RINGING_DEVICE] = form.cleaned_data["endpoint"]
    return HttpResponse(status=204)


@never_cache
@login_required
@require_POST
def off(request: SignedInRequest) -> HttpResponse:
    """Turn off the telephone that is named, or every one of the person's."""
    own_cooperatives(request.user)
    if endpoint := str(request.POST.get("endpoint", ""))[:LONGEST_ADDRESS]:
        end_device(user=request.user, endpoint=endpoint)
        return HttpResponse(status=204)
    end_devices(user=request.user)
    messages.success(request, _("No telephone of yours rings any more. New orders come by SMS."))
    return redirect("workspace:ring")


@never_cache
@login_required
@require_POST
def test(request: SignedInRequest) -> HttpResponse:
    """Ring every telephone of the person once."""
    own_cooperatives(request.user)
    once = str(request.POST.get(FIELD, ""))[:64]
    devices = list(devices_of_person(request.user).select_related("user"))
    if asks_too_often(request, group=f"ring-test:{request.user.public_id}", rate=TRY_RATE):
        messages.warning(request, _("You tried it often just now. Wait a little."))
    elif not devices:
        messages.warning(request, _("No telephone of yours rings yet. Turn it on first."))
    elif once:
        for device in devices:
            with override(device.user.language):
                path = reverse("workspace:ring")
            try_ring(device=device, key=f"ring-test:{once}", template="ring_test", context={"path": path})
        messages.success(request, _("It rings in a moment. If you hear nothing, look whether the sound is on."))
    return redirect("workspace:ring")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that the browser wakes when it is rung, with no page open."""
    answer = render(request, "marketplace/workspace/messages/worker.js", content_type="text/javascript")
    # Asked for anew each time: a version that a proxy kept would hold back the next.
    answer["Cache-Control"] = "no-cache"
    return answer


def _context(request: SignedInRequest) -> dict[str, Any]:
    # One address in every language, so that a browser has one subscription whatever it reads.
    with override(settings.LANGUAGE_CODE):
        worker_url = reverse("workspace:ring-worker")
    return {"ring_key": public_key(), "worker_url": worker_url, "devices": devices_of_person(request.user).count()}
