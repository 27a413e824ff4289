"""Telling cooperatives that their certificate is there, each once, with the link by which it is read."""

from django.urls import reverse
from django.utils import translation

from cooperatives.jobs.models import Job
from cooperatives.outbox.models import Channel
from cooperatives.outbox.services import enqueue
from fairs.closing.models import Closing
from fairs.closing.selectors import certificates_at
from fairs.notices import USUAL_LANGUAGE, languages_of


def tell_cooperatives(*, job: Job) -> None:
    """Write a message for each certificate of a closed stop.

    The amount is not in it: a telephone goes from hand to hand in a family.
    """
    closing = Closing.objects.get(pk=job.subject_id)
    given = list(certificates_at(closing))
    languages = languages_of([row.participation.cooperative_id for row in given])
    for row in given:
        cooperative = row.participation.cooperative
        if not cooperative.phone:
            continue
        language = languages.get(cooperative.pk, USUAL_LANGUAGE)
        with translation.override(language):
            context = {
                "name": str(cooperative),
                "edition": str(row.edition),
                "path": reverse("certificate:check", args=[row.public_id]),
            }
        enqueue(
            key=f"{job.key}:{row.public_id}",
            channel=Channel.SMS,
            recipient=cooperative.phone,
            language=language,
            template="sales_certificate",
            context=context,
        )
