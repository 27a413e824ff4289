"""What officers, members and field agents are told by SMS, each in the own language."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import translation

from cooperatives.accounts.models import User
from cooperatives.models import Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue

Words = Callable[[], Mapping[str, Any]]


def tell(people: Iterable[User], *, key: str, template: str, words: Words, address: str = "") -> None:
    """Write to each of `people` who has a number; `words` are asked for in the person's own language.

    `address` is the name of the page that the message leads to.
    """
    for person in people:
        if not person.phone:
            continue
        with translation.override(person.language):
            context = {**words(), **({"path": reverse(address)} if address else {})}
        enqueue(
            key=f"{key}:{person.pk}",
            channel=Channel.SMS,
            recipient=person.phone,
            language=person.language,
            template=template,
            context=context,
        )


def members_of(cooperative_id: int) -> list[User]:
    """Everybody who belongs to a cooperative now."""
    current = Membership.objects.current().filter(cooperative_id=cooperative_id).select_related("user")
    return [membership.user for membership in current.order_by("pk")]
