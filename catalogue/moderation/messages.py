"""What the people of a cooperative are told when staff have looked at what they sent."""

from django.urls import reverse
from django.utils import translation

from catalogue.moderation.models import ProductRevision
from cooperatives.models import Membership
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from cooperatives.texts import LANGUAGES


def tell_cooperative(revision: ProductRevision, template: str) -> None:
    """Write to who sent `revision`, as long as they belong to the cooperative; else to its own number."""
    phone, language = _recipient(revision)
    if not phone:
        return
    with translation.override(language):
        context = {
            "product": revision.product.title,
            "reason": revision.reason,
            "path": reverse("workspace:product", kwargs={"public_id": revision.product.public_id}),
        }
    enqueue(
        key=f"revision:{revision.public_id}:{template}",
        channel=Channel.SMS,
        recipient=phone,
        language=language,
        template=template,
        context=context,
    )


def _recipient(revision: ProductRevision) -> tuple[str, str]:
    cooperative, sender = revision.product.cooperative, revision.sent_by
    belongs = Membership.objects.current().filter(user=sender, cooperative=cooperative).exists()
    return (sender.phone or "", sender.language) if belongs and sender.phone else (cooperative.phone, LANGUAGES[0])
