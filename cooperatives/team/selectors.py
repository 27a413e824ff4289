"""Who works for a cooperative, who was invited, and what its union may see."""

from django.db.models import QuerySet

from cooperatives import clock
from cooperatives.encryption import digest
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership, UnionMembership
from cooperatives.team.models import Invitation


def team_of(cooperative: Cooperative) -> QuerySet[Membership]:
    """Everybody who works for a cooperative now, who came first before the others."""
    return Membership.objects.current().filter(cooperative=cooperative).select_related("user").order_by("pk")


def member_of(cooperative: Cooperative, public_id: str) -> Membership | None:
    """The place of one person in a cooperative now."""
    return team_of(cooperative).filter(user__public_id=public_id).first()


def has_left(cooperative: Cooperative, public_id: str) -> bool:
    """Whether a person worked for a cooperative before, and does not now."""
    places = Membership.objects.filter(cooperative=cooperative, user__public_id=public_id)
    return places.exists() and not places.current().exists()


def open_invitations(cooperative: Cooperative) -> QuerySet[Invitation]:
    """Invitations that can still be accepted, the newest first."""
    waiting = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.filter(cooperative=cooperative, expires_at__gt=clock.now()).select_related("invited_by")


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link opens, wherever it stands."""
    found = Invitation.objects.filter(token_digest=digest(f"invitation:{token}"))
    return found.select_related("cooperative", "invited_by").first()


def is_only_manager(membership: Membership) -> bool:
    """Whether nobody else manages the cooperative."""
    managers = team_of(membership.cooperative).filter(role=Role.MANAGER)
    return membership.role == Role.MANAGER and not managers.exclude(pk=membership.pk).exists()


def members_of_union(union: Cooperative) -> QuerySet[UnionMembership]:
    """The cooperatives that belong to a union now, by name."""
    current = UnionMembership.objects.filter(union=union, left_on__isnull=True)
    return current.select_related("cooperative__commune__province__region").defer(
        "cooperative__story", "cooperative__phone"
    )


def unions_joined(cooperative: Cooperative) -> QuerySet[UnionMembership]:
    """The unions that a cooperative belongs to now, with what it shows each of them."""
    current = UnionMembership.objects.filter(cooperative=cooperative, left_on__isnull=True)
    return current.select_related("union").order_by("pk")
