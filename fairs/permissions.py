"""Which editions a person may see and work on. What is asked as a question is also a list."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from cooperatives.accounts.models import User
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership, Programme
from fairs.models.programmes import EditionQuerySet

Person = User | AnonymousUser
# Who may change figures and tills; a committee member reads.
WORKING_ROLES = frozenset({EditionRole.OWNER, EditionRole.CO_ORGANISER, EditionRole.FIELD_STAFF})

# Who answers for an edition: its dates, its call, its plan, its papers; closing its figures, and public money.
ANSWERABLE_ROLES = frozenset({EditionRole.OWNER, EditionRole.CO_ORGANISER})

# Who sees what a committee works on; nobody else knows of it before the announcement.
CHOOSING_ROLES = ANSWERABLE_ROLES | {EditionRole.COMMITTEE}


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


def editions_to_prepare(user: Person) -> EditionQuerySet:
    """The editions whose dates, call, stalls, plan and papers `user` may write: who answers for them."""
    return editions_to_close(user)


def editions_to_lead(user: Person) -> EditionQuerySet:
    """The editions in which `user` may appoint people and name the bodies: their owners alone, and staff."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    if user.is_staff:
        return Edition.objects.all()
    return _where(user, {EditionRole.OWNER})


def editions_to_judge(user: Person) -> EditionQuerySet:
    """The editions whose applications `user` gives points to: the committee alone, staff or owner or not."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    return _where(user, {EditionRole.COMMITTEE})


def editions_on_the_day(user: Person) -> EditionQuerySet:
    """The editions where `user` marks arrivals and incidents: field staff, and who answers for them."""
    return editions_to_work_on(user)


def programmes_to_extend(user: Person) -> QuerySet[Programme]:
    """The programmes to which `user` may add an edition: staff all, others those they own as a whole."""
    if not user.is_authenticated or not user.is_active:
        return Programme.objects.none()
    if user.is_staff:
        return Programme.objects.all()
    held = EditionMembership.objects.current().filter(user=user, role=EditionRole.OWNER, programme__isnull=False)
    return Programme.objects.filter(pk__in=held.order_by().values("programme"))


def may_add_programmes(user: Person) -> bool:
    """Whether `user` may begin a programme: staff alone."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def editions_to_choose_for(user: Person) -> EditionQuerySet:
    """The editions whose applications `user` may read: the committee, and who answers for it; no field staff."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    return Edition.objects.all() if user.is_staff else _where(user, CHOOSING_ROLES)


def sits_in_committee(user: Person, edition: Edition) -> bool:
    """Whether `user` gives points for the edition: only who holds that role, staff and organisers not by themselves."""
    if not user.is_authenticated or not user.is_active:
        return False
    return _where(user, [EditionRole.COMMITTEE]).filter(pk=edition.pk).exists()


def _where(user: User, roles: Iterable[str]) -> EditionQuerySet:
    held = EditionMembership.objects.current().filter(user=user, role__in=roles).order_by()
    return Edition.objects.filter(Q(pk__in=held.values("edition")) | Q(programme__in=held.values("programme")))
