"""Who works together in the demonstration: a team with two officers, a field agent, a union that is shown things."""

from collections.abc import Sequence

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import enrol_demo_totp
from cooperatives.enums import OrganisationKind, Role
from cooperatives.models import Cooperative, Membership, UnionMembership
from cooperatives.officers.mandates import appoint_agent
from cooperatives.team.services import accept_invitation, invite, show_to_union

SECOND_OFFICER, AGENT = "+212600000101", "+212600000201"
# Role, number and first name, as each accepted an invitation of the manager's.
TEAM = (
    (Role.MANAGER, SECOND_OFFICER, "خديجة"),
    (Role.CATALOGUE_KEEPER, "+212600000102", "سناء"),
    (Role.SELLER, "+212600000103", "حسن"),
    (Role.ACCOUNTANT, "+212600000104", "نعيمة"),
)
INVITED = "+212600000105"
# Every second member of a union shows its products, every third its figures.
SHOWS_CATALOGUE, SHOWS_FIGURES = 2, 3


def load_people(cooperatives: Sequence[Cooperative], *, staff: User) -> None:
    """Give the first cooperative a team and its region a field agent, and let the unions see some of their members."""
    first = cooperatives[0]
    manager = _load_team(first)
    invite(cooperative_id=first.pk, role=Role.SELLER, phone=INVITED, by=manager)
    agent = appoint_agent(phone=AGENT, region_id=first.region_id, first_name="فؤاد", by=staff)
    enrol_demo_totp(user=agent.user)
    for union in cooperatives:
        if union.kind == OrganisationKind.UNION:
            _show(union)


def _load_team(cooperative: Cooperative) -> User:
    """Make the manager an officer, and let those come whom the manager invites; the first is the second officer."""
    place = Membership.objects.get(cooperative=cooperative, role=Role.MANAGER)
    Membership.objects.filter(pk=place.pk).update(is_officer=True)
    for role, phone, name in TEAM:
        person = User.objects.create_user(phone=phone, first_name=name, phone_verified_at=clock.now())
        invitation, _token = invite(cooperative_id=cooperative.pk, role=role, phone=phone, by=place.user)
        accept_invitation(invitation_id=invitation.pk, by=person)
    return place.user


def _show(union: Cooperative) -> None:
    joined = UnionMembership.objects.filter(union=union, left_on__isnull=True).order_by("pk")
    for number, each in enumerate(joined):
        manager = User.objects.filter(memberships__cooperative=each.cooperative_id).order_by("pk").first()
        if manager is not None:
            show_to_union(
                union_membership_id=each.pk,
                shows_catalogue=number % SHOWS_CATALOGUE == 0,
                shows_figures=number % SHOWS_FIGURES == 0,
                by=manager,
            )
