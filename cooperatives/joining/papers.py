"""Papers: sent page by page, accepted or asked for again by staff. A cooperative's row is locked before its papers."""

from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Max

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import ForbiddenMove, log_status, move_status, record_act
from cooperatives.enums import CooperativeStatus
from cooperatives.joining.enums import PAPER_MOVES, PaperKind, PaperStatus
from cooperatives.joining.exceptions import (
    BeingChecked,
    JudgedByMember,
    JudgedBySender,
    NotAskedFor,
    PaperAccepted,
    PaperChanged,
    TooManyPages,
)
from cooperatives.joining.forgetting import have_file_forgotten
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.joining.selectors import kinds_asked_of, takes_papers
from cooperatives.locks import cooperative_for_update, row_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.photographs import Photograph
from cooperatives.services import tell_managers

MOST_PAGES = 8
FOLDER = "papers"


@transaction.atomic
def add_pages(*, cooperative_id: int, kind: PaperKind, photographs: Sequence[Photograph], by: User) -> int:
    """Add photographed pages to a paper, and begin it where none stands; answer how many are new.

    A page that was sent before is not kept twice. After staff asked for the paper again, the first page begins it
    anew. Raises `BeingChecked`, `PaperAccepted`, `TooManyPages` and `NotAskedFor`.
    """
    cooperative = cooperative_for_update(cooperative_id)
    if not takes_papers(cooperative):
        raise BeingChecked(cooperative.public_id)
    if kind not in kinds_asked_of(cooperative):
        raise NotAskedFor(kind)
    paper = _paper_to_fill(cooperative, kind, by)
    there = set(paper.pages.values_list("digest", flat=True))
    new = list({photo.digest: photo for photo in photographs if photo.digest not in there}.values())
    if len(there) + len(new) > MOST_PAGES:
        raise TooManyPages(len(there) + len(new))
    last = paper.pages.aggregate(last=Max("number"))["last"] or 0
    for number, photo in enumerate(new, last + 1):
        _keep(paper, number, photo)
    if new:
        _note(paper, "pages_added", by, pages=len(there) + len(new))
    return len(new)


@transaction.atomic
def remove_page(*, cooperative_id: int, kind: PaperKind, number: int, by: User) -> None:
    """Take a page away from a paper that nobody has judged; the pages after it move up.

    Raises `PaperAccepted`, and `PaperPage.DoesNotExist` where it is gone already.
    """
    cooperative_for_update(cooperative_id)
    paper = _standing(cooperative_id, kind)
    if paper is None:
        raise PaperPage.DoesNotExist
    if paper.status != PaperStatus.SENT:
        raise PaperAccepted(kind)
    page = paper.pages.get(number=number)
    have_file_forgotten(page)
    page.delete()
    for later in paper.pages.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    left = paper.pages.count()
    if not left:
        paper.replaced_at = clock.now()
        paper.save(update_fields=["replaced_at"])
    _note(paper, "page_removed", by, pages=left)


def accept_paper(*, paper_id: int, seen: str, by: User) -> Paper:
    """Say that a paper is in order. `seen` are the pages that were looked at, as `pages_of` names them.

    Raises `ForbiddenMove` where somebody was faster, `PaperChanged`, `JudgedByMember` and `JudgedBySender`.
    """
    return _judge(paper_id, PaperStatus.SENT, PaperStatus.ACCEPTED, seen=seen, reason="", by=by)


def ask_again(*, paper_id: int, seen: str, reason: str, by: User) -> Paper:
    """Ask for a paper once more, for a reason that its senders are told. Raises as `accept_paper`."""
    return _judge(paper_id, PaperStatus.SENT, PaperStatus.ASKED_AGAIN, seen=seen, reason=reason, by=by)


def ask_again_after_all(*, paper_id: int, reason: str, by: User) -> Paper:
    """Ask once more for a paper that was accepted. Raises `ForbiddenMove`."""
    return _judge(paper_id, PaperStatus.ACCEPTED, PaperStatus.ASKED_AGAIN, seen=None, reason=reason, by=by)


def pages_of(paper: Paper) -> str:
    """Which pages a paper has now, in a few letters: a form holds it, so that nothing unseen is judged."""
    return ".".join(str(pk) for pk in paper.pages.order_by("number").values_list("pk", flat=True))


@transaction.atomic
def _judge(paper_id: int, old: PaperStatus, new: PaperStatus, *, seen: str | None, reason: str, by: User) -> Paper:
    cooperative = cooperative_for_update(Paper.objects.values_list("cooperative_id", flat=True).get(pk=paper_id))
    paper = row_for_update(Paper, paper_id)
    # The table has two ways to "asked again": each verb goes only its own, so of two people one is told.
    if paper.status != old or paper.replaced_at or cooperative.status != CooperativeStatus.APPLIED:
        raise ForbiddenMove(paper.status, new)
    if Membership.objects.current().filter(user=by, cooperative=cooperative).exists():
        raise JudgedByMember(by.public_id)
    if paper.sent_by_id == by.pk:
        raise JudgedBySender(by.public_id)
    if seen is not None and seen != pages_of(paper):
        raise PaperChanged(paper.public_id)
    move_status(paper, to=new, moves=PAPER_MOVES, by=by, reason=reason)
    paper.judged_by, paper.judged_at, paper.reason = by, clock.now(), reason
    paper.save(update_fields=["status", "judged_by", "judged_at", "reason"])
    record_act(
        action=f"paper.{new.value}",
        subject=paper,
        by=by,
        cooperative=cooperative,
        before={"status": old.value},
        after={"status": new.value, "kind": paper.kind} | ({"reason": reason} if reason else {}),
    )
    if new == PaperStatus.ASKED_AGAIN:
        # Its name is a lazy one: each reads it in their own language.
        context = {"paper": PaperKind(paper.kind).label, "reason": reason}
        tell_managers(
            cooperative=cooperative, template="paper_asked_again", context=context, path_name="workspace:join"
        )
    return paper


def _standing(cooperative_id: int, kind: PaperKind) -> Paper | None:
    found = Paper.objects.filter(cooperative_id=cooperative_id, kind=kind, replaced_at__isnull=True).first()
    return row_for_update(Paper, found.pk) if found else None


def _paper_to_fill(cooperative: Cooperative, kind: PaperKind, by: User) -> Paper:
    """The paper that pages go to now: the one that waits to be judged, or a new one in the place of one refused."""
    paper = _standing(cooperative.pk, kind)
    if paper is not None and paper.status == PaperStatus.ACCEPTED:
        raise PaperAccepted(kind)
    if paper is not None and paper.status == PaperStatus.SENT:
        return paper
    now = clock.now()
    if paper is not None:
        paper.replaced_at = now
        paper.save(update_fields=["replaced_at"])
    fresh = Paper.objects.create(cooperative=cooperative, kind=kind, sent_by=by, sent_at=now)
    log_status(fresh, old="", by=by)
    return fresh


def _keep(paper: Paper, number: int, photo: Photograph) -> PaperPage:
    # Named by paper and content: a file left behind by a lost race is the same file.
    name, storage = f"{FOLDER}/{paper.public_id}-{photo.digest[:24]}.jpg", storages["private"]
    kept = name if storage.exists(name) else storage.save(name, ContentFile(photo.content))
    return PaperPage.objects.create(
        paper=paper, number=number, file=kept, width=photo.width, height=photo.height, digest=photo.digest
    )


def _note(paper: Paper, what: str, by: User, *, pages: int) -> None:
    record_act(
        action=f"paper.{what}",
        subject=paper,
        by=by,
        cooperative=paper.cooperative,
        after={"kind": paper.kind, "pages": pages},
    )
