"""Photographs of papers go once nobody needs them. A paper's row, and the log of it, stay.

A file is named by its paper and what is in it, so the same photograph taken away and sent again is the same file. It is
deleted only where no page names it, which is asked under the lock that whoever adds a page holds too.
"""

from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from cooperatives import clock
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import record_act
from cooperatives.enums import CooperativeStatus
from cooperatives.jobs.services import schedule
from cooperatives.joining.enums import PaperStatus
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative

# The work of deleting one file; which one stands at the end of the job's key.
FORGET_FILE = "joining.forget_file"
# Long enough to answer who asks why a paper was refused, or sent again.
REPLACED_FOR = timedelta(days=90)
# An application that nobody moves any more.
LEFT_FOR = timedelta(days=365)
LEFT_IN = (CooperativeStatus.JOINING, CooperativeStatus.REFUSED, CooperativeStatus.WITHDRAWN)


def have_file_forgotten(page: PaperPage) -> None:
    """Have the file of a page that goes deleted after the commit, also when this process is killed before."""
    key = f"{FORGET_FILE}:{page.pk}:{page.file}"
    schedule(kind=FORGET_FILE, key=key, subject_id=page.paper_id, due_at=clock.now())


def file_in(key: str) -> str:
    """The file that a job's key names."""
    return key.split(":", 2)[2]


@transaction.atomic
def forget_file(*, paper_id: int, file: str) -> bool:
    """Delete the file of a page that was taken away, unless the photograph was sent again; says whether it went."""
    cooperative_for_update(Paper.objects.values_list("cooperative_id", flat=True).get(pk=paper_id))
    if PaperPage.objects.filter(paper=paper_id, file=file).exists():
        return False
    storages["private"].delete(file)
    return True


def forget_papers() -> int:
    """Delete the photographs of papers that were replaced or refused, or whose application was left.

    Says of how many papers.
    """
    now = clock.now()
    over = Paper.objects.filter(_replaced_before(now - REPLACED_FOR) | _left_before(now - LEFT_FOR))
    over = over.filter(Exists(PaperPage.objects.filter(paper=OuterRef("pk")).exclude(file="")))
    return sum(_forget(pk, cooperative) for pk, cooperative in list(over.values_list("pk", "cooperative")))


def _replaced_before(before: datetime) -> Q:
    return Q(replaced_at__lt=before) | Q(status=PaperStatus.ASKED_AGAIN, judged_at__lt=before)


def _left_before(before: datetime) -> Q:
    """Papers of applications in which nothing was sent, judged or moved since."""
    moved = StatusChange.objects.filter(
        subject_type=Cooperative._meta.label_lower,
        subject_id=Cast(OuterRef("cooperative"), CharField()),
        at__gte=before,
    )
    sent = Paper.objects.filter(Q(sent_at__gte=before) | Q(judged_at__gte=before), cooperative=OuterRef("cooperative"))
    return Q(cooperative__status__in=LEFT_IN) & ~Exists(moved) & ~Exists(sent)


@transaction.atomic
def _forget(paper_id: int, cooperative_id: int) -> int:
    """The files first: where it ends half-way, the next night finds the rows again."""
    cooperative = cooperative_for_update(cooperative_id)
    paper = Paper.objects.get(pk=paper_id)
    is_standing = paper.replaced_at is None and paper.status != PaperStatus.ASKED_AGAIN
    # Taken up again, or accepted, while this waited for the lock.
    if is_standing and cooperative.status not in LEFT_IN:
        return 0
    pages = PaperPage.objects.filter(paper=paper).exclude(file="")
    files = list(pages.values_list("file", flat=True))
    for file in files:
        storages["private"].delete(file)
    pages.update(file="")
    if is_standing:
        # Nobody can look at it any more: whoever goes on sends it anew.
        paper.replaced_at = clock.now()
        paper.save(update_fields=["replaced_at"])
    told = {"kind": paper.kind, "pages": len(files)}
    record_act(action="paper.photographs_forgotten", subject=paper, by=None, cooperative=cooperative, after=told)
    return 1
