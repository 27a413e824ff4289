"""All certificates of a closing as one file: made by the worker, since three hundred take five seconds."""

from dataclasses import dataclass
from typing import IO, Any

from django.core.cache import cache
from django.db import transaction

from cooperatives import clock
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import schedule
from fairs.closing.files import keep, opened
from fairs.closing.models import Closing
from fairs.closing.papers import certificates_pdf
from fairs.closing.selectors import certificates_at

PRINT_CERTIFICATES = "closing.print_certificates"
# So many are set while a person waits: less than a second.
AT_ONCE = 40
TOLD_EVERY = 10
TOLD_FOR_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Printing:
    """How far the file is: of how many certificates, and whether an attempt went wrong."""

    done: int
    count: int
    went_wrong: bool


@transaction.atomic
def order_printing(closing: Closing) -> None:
    """Have the file made; ordering it again changes nothing."""
    schedule(kind=PRINT_CERTIFICATES, key=_key(closing), subject_id=closing.pk, due_at=clock.now())


def print_certificates(*, job: Job) -> None:
    """Make the file and keep it; what a killed worker left half done is made again."""
    closing = Closing.objects.get(pk=job.subject_id)
    given = list(certificates_at(closing))

    def tell(done: int) -> None:
        if done % TOLD_EVERY == 0:
            cache.set(_key(closing), done, TOLD_FOR_SECONDS)

    if given:
        keep(_file(closing), certificates_pdf(given, tell=tell))


def printed(closing: Closing) -> IO[Any] | None:
    """The file, or None while it is being made."""
    return opened(_file(closing))


def printing_of(closing: Closing) -> Printing | None:
    """How far the file is; None where nobody makes it."""
    job = Job.objects.filter(key=_key(closing), done_at__isnull=True).first()
    if job is None:
        return None
    return Printing(cache.get(_key(closing), 0), certificates_at(closing).count(), bool(job.last_error))


def _key(closing: Closing) -> str:
    return f"{PRINT_CERTIFICATES}:{closing.pk}"


def _file(closing: Closing) -> str:
    return f"closings/{closing.public_id}/certificates.pdf"
