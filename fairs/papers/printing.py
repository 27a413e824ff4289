"""A paper as a file: short ones at once, long ones by the worker, with how far it is.

A file is named after what stands on it, so a paper that changed is another file and an old one is never shown.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import IO, Any

from django.core.cache import cache
from django.db import transaction
from django.utils import translation

from cooperatives import clock
from cooperatives.formats.pdf import pdf
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import retry, schedule
from fairs.closing.files import keep, opened
from fairs.models import Stop
from fairs.papers.contents import Paper, Tell, paper_of, with_codes
from fairs.papers.kinds import IN_BOTH_LANGUAGES, PaperKind

PRINT_PAPER = "papers.print"
# So many pieces are set while a person waits: less than a second.
AT_ONCE = 60
TOLD_EVERY = 10
TOLD_FOR_SECONDS = 600


@dataclass(frozen=True, slots=True)
class PaperPrinting:
    """How far a paper is: of how many pieces (0: not known yet), and whether an attempt went wrong or all did."""

    done: int
    count: int
    went_wrong: bool
    given_up: bool


@dataclass(frozen=True)
class PaperFile:
    """One paper of a stop in one language, as it stands now, and where its file lies."""

    stop: Stop
    kind: PaperKind
    language: str
    paper: Paper

    @cached_property
    def digest(self) -> str:
        """What stands on the paper, in sixteen letters."""
        text = json.dumps(self.paper.given, ensure_ascii=False, sort_keys=True)
        return sha256(text.encode()).hexdigest()[:16]

    @property
    def key(self) -> str:
        return key_of(self.stop, self.kind, self.language, self.digest)

    @property
    def name(self) -> str:
        return f"papers/{self.key.replace(':', '/')}.pdf"


def key_of(stop: Stop, kind: PaperKind, language: str, digest: str) -> str:
    """Under which a paper is made by the worker, once."""
    return f"{PRINT_PAPER}:{stop.pk}:{kind}:{language}:{digest}"


def file_of(stop: Stop, kind: PaperKind, language: str) -> PaperFile:
    """The paper as it stands now; those that speak both languages have one file."""
    language = "ar" if kind in IN_BOTH_LANGUAGES else language
    return PaperFile(stop, kind, language, paper_of(stop, kind, language))


def printed(wanted: PaperFile) -> IO[Any] | None:
    """The file, made now where it is short; None where the worker makes it."""
    found = opened(wanted.name)
    if found is None and wanted.paper.count <= AT_ONCE:
        _make(wanted)
        found = opened(wanted.name)
    return found


@transaction.atomic
def order_printing(wanted: PaperFile) -> None:
    """Have the worker make the file; ordering it again changes nothing, but for one that was given up."""
    schedule(kind=PRINT_PAPER, key=wanted.key, subject_id=wanted.stop.pk, due_at=clock.now())
    job = Job.objects.get(key=wanted.key)
    if job.done_at or job.attempts >= Job.MAX_ATTEMPTS:
        # The file was thrown away since, or every attempt went wrong: from the beginning.
        Job.objects.filter(pk=job.pk).update(done_at=None)
        retry(key=wanted.key)


def printing_of(key: str) -> PaperPrinting | None:
    """How far the worker is with the paper of this key; None where nobody makes it."""
    job = Job.objects.filter(key=key, done_at__isnull=True).first()
    if job is None:
        return None
    done, count = cache.get(key, (0, 0))
    return PaperPrinting(done, count, bool(job.last_error), job.attempts >= Job.MAX_ATTEMPTS)


def print_paper(*, job: Job) -> None:
    """Make the file that the job's key names; what changed since is another file, which is made as well."""
    _, _, kind, language, _ = job.key.split(":")
    stop = Stop.objects.select_related("edition", "commune", "region").get(pk=job.subject_id)
    wanted = file_of(stop, PaperKind(kind), language)

    def tell(done: int) -> None:
        if done % TOLD_EVERY == 0:
            cache.set(job.key, (done, wanted.paper.count), TOLD_FOR_SECONDS)

    _make(wanted, tell=tell)


def _make(wanted: PaperFile, *, tell: Tell = lambda done: None) -> None:
    with translation.override(wanted.language):
        keep(wanted.name, pdf(wanted.paper.layout, with_codes(wanted.paper.given, tell=tell)))
