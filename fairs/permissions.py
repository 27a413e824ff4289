"""Which editions a person may see and work on. What is asked as a question is also a list."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from cooperatives.accounts.models import User
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership
from fairs.models.programmes import EditionQuerySet

Person = User | AnonymousUser
# Who may change figures and tills; a committee member reads.
WORKING_ROLES = frozenset({EditionRole.OWNER, EditionRole.CO_ORGANISER, EditionRole.FIELD_STAFF})

# Who answers for the figures: closing them for good, and public money.
ANSWERABLE_ROLES = frozenset({EditionRole.OWNER, EditionRole.CO_ORGANISER})


def editions_for(user: Person) -> EditionQuerySet:
    """The editions whose figures `user` may see: staff all, others by their current roles, else none."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    if user.is_staff:
        return Edition.objects.all()
    return _where(user, EditionRole.values)


def editions_to_work_on(user: Person) -> EditionQuerySet:
    """The editions whose tills and declared totals `user` may write; detail views fetch from here."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    if user.is_staff:
        return Edition.objects.all()
    return _where(user, WORKING_ROLES)


def editions_to_close(user: Person) -> EditionQuerySet:
    """The editions that `user` may close, and whose public money they may write down."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    if user.is_staff:
        return Edition.objects.all()
    return _where(user, ANSWERABLE_ROLES)


def _where(user: User, roles: Iterable[str]) -> EditionQuerySet:
    held = EditionMembership.objects.current().filter(user=user, role__in=roles).order_by()
    return Edition.objects.filter(Q(pk__in=held.values("edition")) | Q(programme__in=held.values("programme")))
