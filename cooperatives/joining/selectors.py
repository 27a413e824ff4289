"""Reading where a cooperative stands on its way in: what it told, what it sent, what is missing."""

from django.db.models import Count, Prefetch, QuerySet

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import StatusChange
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.joining.enums import ASKED_OF_EVERYONE, NOT_ASKED_OF, Fact, PaperKind, PaperStatus
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.models import Cooperative, CooperativeQuerySet, Membership
from cooperatives.team.models import Invitation

# Who stands here has never sold: their workspace begins with the list of what is missing.
ON_THE_WAY_IN = (CooperativeStatus.JOINING, CooperativeStatus.APPLIED, CooperativeStatus.REFUSED)
# Who gave up finds the same door, and a way back in.
NOT_INSIDE = (*ON_THE_WAY_IN, CooperativeStatus.WITHDRAWN)
OFFICERS_NEEDED = 2
# The paper that shows a number, by the field that holds it.
SHOWN_BY = {"ice": PaperKind.ICE, "registration_number": PaperKind.REGISTRATION}


def kinds_asked_of(cooperative: Cooperative) -> list[PaperKind]:
    """The papers that an organisation of this kind shows."""
    spared = NOT_ASKED_OF.get(cooperative.kind, set())
    return [kind for kind in ASKED_OF_EVERYONE if kind not in spared]


def standing_papers(cooperative: Cooperative) -> dict[str, Paper]:
    """The papers that stand now, by kind, with the number of their pages."""
    standing = Paper.objects.filter(cooperative=cooperative, replaced_at__isnull=True)
    return {paper.kind: paper for paper in standing.annotate(page_count=Count("pages"))}


def paper_standing(cooperative: Cooperative, kind: str) -> Paper | None:
    """The paper of a kind that stands now, with its pages in their order."""
    pages = Prefetch("pages", queryset=PaperPage.objects.order_by("number"))
    standing = Paper.objects.filter(cooperative=cooperative, kind=kind, replaced_at__isnull=True)
    return standing.prefetch_related(pages).first()


def page_of(cooperatives: CooperativeQuerySet, *, paper: str, number: int) -> PaperPage | None:
    """One page of a paper of these cooperatives, by the paper's public id; None once its photograph was deleted."""
    pages = PaperPage.objects.filter(paper__cooperative__in=cooperatives, paper__public_id=paper, number=number)
    return pages.exclude(file="").select_related("paper").first()


def officer_count(cooperative: Cooperative) -> int:
    """How many officers watch over the cooperative now."""
    return Membership.objects.current().filter(cooperative=cooperative, is_officer=True).count()


def facts_missing(cooperative: Cooperative) -> list[str]:
    """What the cooperative has not told of itself yet, values of `Fact`."""
    told = {
        Fact.SECTOR: cooperative.sector,
        Fact.MEMBERS: cooperative.member_count,
        Fact.NUMBERS: cooperative.registration_number and cooperative.ice,
    }
    missing = [str(fact.value) for fact, value in told.items() if not value]
    return missing if officer_count(cooperative) >= OFFICERS_NEEDED else [*missing, Fact.SECOND_OFFICER.value]


def what_is_missing(cooperative: Cooperative) -> list[str]:
    """What has to be told or sent before staff can check it, in the order in which it is asked."""
    sent = standing_papers(cooperative)
    return facts_missing(cooperative) + [
        kind.value
        for kind in kinds_asked_of(cooperative)
        if kind not in sent or sent[kind].status == PaperStatus.ASKED_AGAIN
    ]


def what_keeps_from_approval(cooperative: Cooperative) -> list[str]:
    """What is not there, or not accepted yet: nothing of it may be left when a cooperative begins to sell."""
    sent = standing_papers(cooperative)
    return facts_missing(cooperative) + [
        kind.value
        for kind in kinds_asked_of(cooperative)
        if kind not in sent or sent[kind].status != PaperStatus.ACCEPTED
    ]


def facts_are_open(cooperative: Cooperative) -> bool:
    """Whether what was told may be changed: not while staff check it, unless they asked for something again."""
    if cooperative.status == CooperativeStatus.APPLIED:
        return any(paper.status == PaperStatus.ASKED_AGAIN for paper in standing_papers(cooperative).values())
    return cooperative.status in ON_THE_WAY_IN


def takes_papers(cooperative: Cooperative) -> bool:
    """Whether papers may be sent now."""
    return cooperative.status in ON_THE_WAY_IN


def open_nomination(cooperative: Cooperative) -> Invitation | None:
    """Who was named as the second officer and has not answered yet, in time or not."""
    return _nominations().filter(cooperative=cooperative).order_by("-pk").first()


def nominations_of(user: User) -> QuerySet[Invitation]:
    """The cooperatives that name the number of `user` as their second officer's, and wait for an answer."""
    if not user.phone_digest:
        return Invitation.objects.none()
    mine = _nominations().filter(phone_digest=user.phone_digest, expires_at__gt=clock.now())
    return mine.select_related("cooperative__commune", "invited_by").order_by("pk")


def _nominations() -> QuerySet[Invitation]:
    """An officer's invitation to a number, as a manager, while the cooperative is on its way in."""
    return Invitation.objects.filter(
        role=Role.MANAGER,
        cooperative__status__in=ON_THE_WAY_IN,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    ).exclude(phone_digest="")


def ice_is_taken(ice: str) -> bool:
    """Whether some cooperative has this ICE."""
    return Cooperative.objects.filter(ice=ice).exists()


def refused_because(cooperative: Cooperative) -> str:
    """What staff said when they did not take the cooperative."""
    moves = StatusChange.objects.filter(
        subject_type=Cooperative._meta.label_lower,
        subject_id=str(cooperative.pk),
        new_status=CooperativeStatus.REFUSED,
    )
    return moves.order_by("-pk").values_list("reason", flat=True).first() or ""
