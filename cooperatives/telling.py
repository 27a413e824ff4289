"""Short messages to a cooperative under a stable key: an SMS to its own number and its managers', or a ring."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation

from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.push.selectors import devices_of
from cooperatives.push.services import ring

USUAL_LANGUAGE = "ar"


def tell_cooperative(
    cooperative: Cooperative,
    *,
    key: str,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    path_name: str,
    path_kwargs: Mapping[str, str] | None = None,
) -> None:
    """Send an SMS to whom the cooperative's telephones belong; the same `key` again tells nobody twice.

    `context` is asked once for each language, so that names and numbers stand in it.
    """
    for who, phone, language in _telephones(cooperative):
        enqueue(
            key=f"{key}:{who}",
            channel=Channel.SMS,
            recipient=phone,
            language=language,
            template=template,
            context=_said(cooperative, language, context, path_name, path_kwargs),
        )


def ring_cooperative(
    cooperative: Cooperative,
    *,
    area: str,
    key: str,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    path_name: str,
    path_kwargs: Mapping[str, str] | None = None,
) -> bool:
    """Ring the telephones of who works in `area`, as `tell_cooperative` writes; False where none is to be rung."""
    devices = devices_of(cooperative.pk, area)
    for device in devices:
        said = _said(cooperative, device.user.language, context, path_name, path_kwargs)
        ring(device=device, key=key, template=template, context=said)
    return bool(devices)


def _said(
    cooperative: Cooperative,
    language: str,
    context: Callable[[], Mapping[str, Any]],
    path_name: str,
    path_kwargs: Mapping[str, str] | None,
) -> dict[str, Any]:
    with translation.override(language):
        about = {"cooperative": str(cooperative), "path": reverse(path_name, kwargs=dict(path_kwargs or {}))}
        return {**about, **context()}


def _telephones(cooperative: Cooperative) -> list[tuple[int, str, str]]:
    """Each number once: the cooperative's own, under 0, and its managers', with the language to write in."""
    found: dict[str, tuple[int, str, str]] = {}
    if cooperative.phone:
        found[cooperative.phone] = (0, cooperative.phone, USUAL_LANGUAGE)
    managers = Membership.objects.current().filter(cooperative=cooperative, role=Role.MANAGER, user__is_active=True)
    for membership in managers.select_related("user").order_by("pk"):
        user = membership.user
        if user.phone:
            who = found.get(user.phone, (user.pk,))[0]
            found[user.phone] = (who, user.phone, user.language)
    return list(found.values())
