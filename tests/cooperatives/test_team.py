"""A team: invited by a link or a number, accepted once, another role, left without hiding anything."""

from datetime import timedelta

import pytest

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import Role
from cooperatives.joining.exceptions import TooManyBegun
from cooperatives.models import Cooperative, Membership, UnionMembership
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.models import Mandate
from cooperatives.officers.services import ask_consent
from cooperatives.permissions import Area, cooperatives_for, user_can
from cooperatives.services import AlreadyMember, end_membership
from cooperatives.team import services
from cooperatives.team.exceptions import (
    InvitationOver,
    InvitedByNumber,
    InvitedTooOften,
    LastManager,
    NotInTheTeam,
    OfficerStays,
    TooManyInvitations,
)
from cooperatives.team.models import Invitation
from cooperatives.team.selectors import invitation_of, open_invitations
from cooperatives.team.services import (
    accept_invitation,
    end_member,
    give_role,
    invite,
    leave,
    show_to_union,
    withdraw_invitation,
)
from tests.concurrency.test_last_jar import at_once
from tests.cooperatives.joining import make_joining
from tests.cooperatives.officers import let_in, make_agent, make_officer, make_watched, told
from tests.factories import make_commune, make_cooperative, make_member, make_user


def invited(cooperative: Cooperative, by: User, role: str = Role.SELLER, phone: str = "") -> tuple[Invitation, str]:
    return invite(cooperative_id=cooperative.pk, role=role, by=by, phone=phone)


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.mark.django_db
class TestInvitations:
    def test_link_is_kept_as_a_digest_and_opens_its_invitation(self, cooperative: Cooperative) -> None:
        invitation, token = invited(cooperative, make_member(cooperative))

        assert token not in str(Invitation.objects.values())
        assert invitation_of(token) == invitation
        assert invitation_of(token[:-1]) is None

    def test_who_accepts_works_there_with_the_role_that_was_kept(self, cooperative: Cooperative) -> None:
        invitation, _token = invited(cooperative, make_member(cooperative))
        seller = make_user()

        membership = accept_invitation(invitation_id=invitation.pk, by=seller, first_name="Hind", last_name="Alaoui")

        assert (membership.role, membership.is_officer) == (Role.SELLER, False)
        assert user_can(seller, cooperative, Area.ORDERS)
        assert seller.get_full_name() == "Hind Alaoui"
        invitation.refresh_from_db()
        assert invitation.accepted_by == seller

    def test_it_is_good_once(self, cooperative: Cooperative) -> None:
        invitation, _token = invited(cooperative, make_member(cooperative))
        accept_invitation(invitation_id=invitation.pk, by=make_user())

        with pytest.raises(InvitationOver):
            accept_invitation(invitation_id=invitation.pk, by=make_user())

        assert Membership.objects.filter(role=Role.SELLER).count() == 1

    def test_withdrawn_or_old_it_opens_nothing(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative)
        first, second = invited(cooperative, manager)[0], invited(cooperative, manager)[0]
        withdraw_invitation(invitation_id=first.pk, by=manager)

        with pytest.raises(InvitationOver):
            accept_invitation(invitation_id=first.pk, by=make_user())
        with clock.frozen_at(clock.now() + services.GOOD_FOR), pytest.raises(InvitationOver):
            accept_invitation(invitation_id=second.pk, by=make_user())
        with pytest.raises(InvitationOver):
            withdraw_invitation(invitation_id=first.pk, by=manager)

    def test_number_is_written_to_and_nobody_else_can_accept(self, cooperative: Cooperative) -> None:
        hind = make_user(phone="+212612345678", language="fr")
        invitation, token = invited(cooperative, make_member(cooperative), phone="+212612345678")

        with pytest.raises(InvitedByNumber):
            accept_invitation(invitation_id=invitation.pk, by=make_user())
        accept_invitation(invitation_id=invitation.pk, by=hind)

        (message,) = told(hind)
        assert f"/fr/workspace/people/invited/{token}/" in message

    def test_number_that_is_invited_again_has_the_newest_alone(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative)
        first, _token = invited(cooperative, manager, phone="+212612345678")
        invited(cooperative, manager, Role.ACCOUNTANT, phone="+212612345678")

        first.refresh_from_db()
        assert first.withdrawn_at is not None
        assert [each.role for each in open_invitations(cooperative)] == [Role.ACCOUNTANT]

    def test_member_is_not_invited_again(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative)
        invitation, _token = invited(cooperative, manager)

        with pytest.raises(AlreadyMember):
            invited(cooperative, manager, phone=manager.phone)
        with pytest.raises(AlreadyMember):
            accept_invitation(invitation_id=invitation.pk, by=manager)

    def test_so_many_wait_at_once(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative)
        for _ in range(services.AT_ONCE):
            invited(cooperative, manager)

        with pytest.raises(TooManyInvitations):
            invited(cooperative, manager)

    def test_one_number_is_not_written_to_again_and_again(
        self, cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(services, "SENT_A_DAY", 2)
        manager = make_member(cooperative)
        for _ in range(2):
            invited(cooperative, manager, phone="+212612345678")

        with pytest.raises(InvitedTooOften):
            invited(cooperative, manager, phone="+212612345678")

        assert open_invitations(cooperative).count() == 1
        assert invited(cooperative, manager)

    def test_manager_whom_the_only_officer_invites_is_the_second(self, cooperative: Cooperative) -> None:
        amina = make_officer(cooperative)
        second, _ = invited(cooperative, amina, Role.MANAGER)
        third, _ = invited(cooperative, amina, Role.MANAGER)

        assert accept_invitation(invitation_id=second.pk, by=make_user()).is_officer
        assert not accept_invitation(invitation_id=third.pk, by=make_user()).is_officer

    def test_manager_whom_somebody_else_invites_is_no_officer(self, cooperative: Cooperative) -> None:
        make_officer(cooperative)
        invitation, _ = invited(cooperative, make_member(cooperative), Role.MANAGER)

        assert not accept_invitation(invitation_id=invitation.pk, by=make_user()).is_officer


@pytest.mark.django_db
class TestLeaving:
    def test_leaving_ends_access_at_once_and_keeps_what_was_done(self, cooperative: Cooperative) -> None:
        make_member(cooperative)
        seller = make_member(cooperative, role=Role.SELLER)
        AuditEntry.objects.create(action="test", by=seller, cooperative=cooperative, subject_type="x", subject_id="1")

        leave(cooperative_id=cooperative.pk, by=seller)

        assert not cooperatives_for(seller).exists()
        assert AuditEntry.objects.filter(action="test", by=seller).exists()
        assert Membership.objects.get(user=seller).left_at is not None

    def test_last_manager_cannot_leave_nor_be_ended_nor_sell_alone(self, cooperative: Cooperative) -> None:
        manager = make_member(cooperative)
        make_member(cooperative, role=Role.SELLER)
        who = {"cooperative_id": cooperative.pk, "by": manager}

        with pytest.raises(LastManager):
            leave(**who)
        with pytest.raises(LastManager):
            end_member(user_id=manager.pk, **who)
        with pytest.raises(LastManager):
            give_role(user_id=manager.pk, role=Role.SELLER, **who)

        assert Membership.objects.current().filter(user=manager, role=Role.MANAGER).exists()

    def test_one_of_two_officers_stays_until_another_is_named(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        make_member(cooperative)

        with pytest.raises(OfficerStays):
            leave(cooperative_id=cooperative.pk, by=brahim)
        with pytest.raises(OfficerStays):
            end_member(cooperative_id=cooperative.pk, user_id=brahim.pk, by=amina)
        with pytest.raises(OfficerStays):
            give_role(cooperative_id=cooperative.pk, user_id=brahim.pk, role=Role.SELLER, by=amina)
        make_officer(cooperative)
        leave(cooperative_id=cooperative.pk, by=brahim)

        assert not cooperatives_for(brahim).exists()

    def test_who_leaves_takes_along_what_they_opened_for_others(self) -> None:
        cooperative, (amina, brahim, _chama) = make_watched(3)
        invitation, _token = invited(cooperative, brahim)
        asked = {"holder": "x", "rib": "0" * 24}
        consent = ask_consent(cooperative_id=cooperative.pk, act=ConsentAct.BANK_ACCOUNT, asked=asked, by=amina)
        agent = make_agent(cooperative)
        let_in(agent, cooperative, brahim)

        leave(cooperative_id=cooperative.pk, by=brahim)

        invitation.refresh_from_db()
        consent.refresh_from_db()
        assert invitation.withdrawn_at is not None
        assert consent.asked_of == brahim
        assert consent.withdrawn_at is not None
        assert not Mandate.objects.running().exists()

    def test_another_role_begins_a_new_place(self, cooperative: Cooperative) -> None:
        manager, seller = make_member(cooperative), make_member(cooperative, role=Role.SELLER)

        again = give_role(cooperative_id=cooperative.pk, user_id=seller.pk, role=Role.ACCOUNTANT, by=manager)

        assert again.role == Role.ACCOUNTANT
        assert Membership.objects.filter(user=seller).count() == 2
        assert user_can(seller, cooperative, Area.MONEY)
        assert not user_can(seller, cooperative, Area.ORDERS)

    def test_who_manages_no_more_takes_along_what_they_opened(self, cooperative: Cooperative) -> None:
        manager, other = make_member(cooperative), make_member(cooperative)
        opened, _token = invited(cooperative, other, role=Role.MANAGER)
        agent = make_agent(cooperative)
        let_in(agent, cooperative, other)

        give_role(cooperative_id=cooperative.pk, user_id=other.pk, role=Role.SELLER, by=manager)

        with pytest.raises(InvitationOver):
            accept_invitation(invitation_id=opened.pk, by=make_user())
        assert not Mandate.objects.running().exists()
        ended = AuditEntry.objects.filter(by=manager).values_list("action", flat=True)
        assert {"invitation.withdraw", "mandate.end"} <= set(ended)

    def test_whom_staff_end_takes_along_what_they_opened(self, cooperative: Cooperative) -> None:
        other = make_member(cooperative)
        invited(cooperative, other, role=Role.MANAGER)

        end_membership(membership_id=other.memberships.get().pk, by=make_user(is_staff=True))

        assert not open_invitations(cooperative).exists()

    def test_who_left_cannot_be_ended_again(self, cooperative: Cooperative) -> None:
        manager, seller = make_member(cooperative), make_member(cooperative, role=Role.SELLER)
        leave(cooperative_id=cooperative.pk, by=seller)

        with pytest.raises(NotInTheTeam):
            end_member(cooperative_id=cooperative.pk, user_id=seller.pk, by=manager)


@pytest.mark.django_db
def test_what_the_union_may_see_is_written_down(cooperative: Cooperative) -> None:
    manager, union = make_member(cooperative), make_cooperative(kind="union")
    joined = UnionMembership.objects.create(
        union=union, cooperative=cooperative, joined_on=clock.today() - timedelta(days=9)
    )

    show_to_union(union_membership_id=joined.pk, shows_catalogue=True, shows_figures=False, by=manager)

    joined.refresh_from_db()
    assert (joined.shows_catalogue, joined.shows_figures) == (True, False)
    entry = AuditEntry.objects.get(action="unionmembership.change")
    assert (entry.before, entry.after) == ({"shows_catalogue": False}, {"shows_catalogue": True})
    assert entry.cooperative == cooperative


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestRaces:
    def test_two_managers_who_leave_at_once_leave_one(self) -> None:
        cooperative = make_cooperative()
        managers = [make_member(cooperative), make_member(cooperative)]

        outcomes = at_once(*(lambda by=by: leave(cooperative_id=cooperative.pk, by=by) for by in managers))

        assert sum(isinstance(each, LastManager) for each in outcomes) == 1
        assert Membership.objects.current().count() == 1

    def test_three_officers_who_leave_at_once_leave_two(self) -> None:
        cooperative, officers = make_watched(3)

        outcomes = at_once(*(lambda by=by: leave(cooperative_id=cooperative.pk, by=by) for by in officers))

        assert sum(isinstance(each, OfficerStays) for each in outcomes) == 2
        assert Membership.objects.current().filter(is_officer=True).count() == 2

    def test_two_phones_of_one_person_begin_no_fourth_cooperative(self) -> None:
        user, commune = make_user(), make_commune()
        for _ in range(2):
            make_joining(user, commune_id=commune.pk)

        outcomes = at_once(*[lambda: make_joining(user, commune_id=commune.pk)] * 2)

        assert sum(isinstance(each, TooManyBegun) for each in outcomes) == 1
        assert Cooperative.objects.count() == 3

    def test_two_who_open_one_link_at_once_are_one_member(self) -> None:
        cooperative = make_cooperative()
        invitation, _token = invited(cooperative, make_member(cooperative))
        people = [make_user(), make_user()]

        outcomes = at_once(*(lambda by=by: accept_invitation(invitation_id=invitation.pk, by=by) for by in people))

        assert sum(isinstance(each, InvitationOver) for each in outcomes) == 1
        assert Membership.objects.filter(role=Role.SELLER).count() == 1
