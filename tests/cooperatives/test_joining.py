"""Joining: told in parts, photographed, sent, checked; what is refused leaves everything as it was."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.joining.enums import PaperKind, PaperStatus
from cooperatives.joining.exceptions import (
    AllAreWomen,
    BeingChecked,
    IceTaken,
    JudgedByMember,
    JudgedBySender,
    NameChecked,
    NamedTooOften,
    NotAskedFor,
    NotNamed,
    NumberChecked,
    OfficerAlready,
    OwnNumber,
    PaperChanged,
    StillMissing,
    TooManyBegun,
)
from cooperatives.joining.models import Paper
from cooperatives.joining.papers import accept_paper, ask_again, ask_again_after_all, pages_of
from cooperatives.joining.second_officer import accept_as_officer, decline_as_officer, name_second_officer
from cooperatives.joining.selectors import nominations_of, what_is_missing, what_keeps_from_approval
from cooperatives.joining.services import send_for_checking, take_up_again, withdraw_application, write_about
from cooperatives.models import Cooperative, Membership
from cooperatives.outbox.models import Message
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.services import approve_cooperative, refuse_cooperative
from tests.cooperatives.joining import (
    ICE,
    TOLD,
    accept_all,
    add,
    applicant_of,
    ask,
    give_papers,
    give_second_officer,
    make_applied,
    make_complete,
    make_joining,
    name_second,
    paper_of,
)
from tests.factories import make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db
A, R = PaperStatus.ACCEPTED, PaperStatus.ASKED_AGAIN


def tell(cooperative: Cooperative, **values: Any) -> Cooperative:
    return write_about(cooperative_id=cooperative.pk, values=values, by=applicant_of(cooperative))


class TestTelling:
    def test_who_begins_is_its_first_officer_and_all_of_it_is_in_the_log(self) -> None:
        user = make_user()

        cooperative = make_joining(user, name="تعاونية تيسة", language="ar")

        cooperative.refresh_from_db()
        assert (cooperative.status, cooperative.name_ar, cooperative.phone) == ("joining", "تعاونية تيسة", user.phone)
        member = Membership.objects.get()
        assert (member.user, member.role, member.is_officer) == (user, Role.MANAGER, True)
        assert list(cooperatives_where(user, Area.PROFILE)) == [cooperative]
        actions = AuditEntry.objects.filter(by=user).values_list("action", flat=True)
        assert set(actions) == {"cooperative.create", "membership.create"}
        assert StatusChange.objects.get().new_status == "joining"

    def test_nobody_begins_a_fourth_one(self) -> None:
        user = make_user()
        for _ in range(3):
            make_joining(user)

        with pytest.raises(TooManyBegun):
            make_joining(user)

        assert Cooperative.objects.count() == 3

    def test_at_each_moment_the_list_says_what_is_missing(self) -> None:
        cooperative = make_joining()
        papers = ["registration", "officers", "identity", "ice"]
        assert what_is_missing(cooperative) == ["sector", "members", "numbers", "second_officer", *papers]

        tell(cooperative, **TOLD)
        cooperative.refresh_from_db()
        assert what_is_missing(cooperative) == ["second_officer", *papers]
        give_second_officer(cooperative)
        assert what_is_missing(cooperative) == papers
        give_papers(cooperative, PaperKind.ICE)
        assert what_is_missing(cooperative) == papers[:3]
        give_papers(cooperative)

        assert what_is_missing(cooperative) == []

    def test_a_social_enterprise_has_no_minutes_of_officers(self) -> None:
        cooperative = make_joining(kind="social_enterprise")

        assert "officers" not in what_is_missing(cooperative)
        with pytest.raises(NotAskedFor):
            add(cooperative, PaperKind.OFFICERS, 1)
        assert not Paper.objects.exists()

    def test_an_ice_that_another_has_is_refused(self) -> None:
        make_cooperative(ice=ICE)
        cooperative = make_joining()

        with pytest.raises(IceTaken):
            tell(cooperative, ice=ICE, registration_number="1")

        cooperative.refresh_from_db()
        assert (cooperative.ice, cooperative.registration_number) == ("", "")

    def test_the_ice_taken_a_moment_ago_is_refused_by_the_table_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        make_cooperative(ice=ICE)
        cooperative = make_joining()
        monkeypatch.setattr("cooperatives.joining.services.ice_is_taken", lambda _ice: False)

        with pytest.raises(IceTaken):
            tell(cooperative, ice=ICE)

        cooperative.refresh_from_db()
        assert cooperative.ice == ""

    def test_all_members_of_a_womens_cooperative_are_women(self) -> None:
        cooperative = make_joining()
        tell(cooperative, member_count=12, women_count=7)

        with pytest.raises(AllAreWomen):
            tell(cooperative, kind="women")
        tell(cooperative, women_count=12)

        assert tell(cooperative, kind="women").kind == "women"

    def test_what_is_being_checked_stays_as_it_is(self) -> None:
        cooperative = make_applied()

        with pytest.raises(BeingChecked):
            tell(cooperative, member_count=13)

        cooperative.refresh_from_db()
        assert cooperative.member_count == 12

    def test_after_a_paper_was_asked_again_facts_are_open_but_no_number_that_was_checked(self) -> None:
        cooperative, staff = make_applied(), make_user()
        ask(paper_of(cooperative, "registration"))
        ice = paper_of(cooperative, "ice")
        accept_paper(paper_id=ice.pk, seen=pages_of(ice), by=staff)

        tell(cooperative, registration_number="RC 13/2024")
        with pytest.raises(NumberChecked) as refused:
            tell(cooperative, ice="002136093000040")

        assert refused.value.field == "ice"
        tell(cooperative, name_fr="Coopérative Ouzoud")
        give_papers(cooperative, PaperKind.REGISTRATION)
        registration = paper_of(cooperative, "registration")
        accept_paper(paper_id=registration.pk, seen=pages_of(registration), by=staff)
        ask(paper_of(cooperative, "officers"))
        with pytest.raises(NameChecked):
            tell(cooperative, name_fr="Coopérative Tafraout")
        cooperative.refresh_from_db()
        assert (cooperative.registration_number, cooperative.ice) == ("RC 13/2024", ICE)


class TestSecondOfficer:
    def test_is_asked_by_sms_and_is_one_once_they_said_yes(self) -> None:
        cooperative, zahra = make_joining(), make_user(language="ar")

        named = name_second(cooperative, zahra)

        message = Message.objects.get()
        assert (message.recipient, message.language) == (zahra.phone, "ar")
        assert "Amina" in message.body
        assert "/ar/workspace/join/officer/" in message.body
        assert "second_officer" in what_is_missing(cooperative)
        assert list(nominations_of(zahra)) == [named]
        assert list(cooperatives_where(zahra, Area.PROFILE)) == []

        accept_as_officer(public_id=named.public_id, by=zahra)

        member = Membership.objects.get(user=zahra)
        assert (member.role, member.is_officer) == (Role.MANAGER, True)
        assert "second_officer" not in what_is_missing(cooperative)
        assert list(nominations_of(zahra)) == []
        with pytest.raises(NotNamed):
            accept_as_officer(public_id=named.public_id, by=zahra)

    def test_a_number_that_nobody_has_yet_can_be_named(self) -> None:
        cooperative, phone = make_joining(), "+212677000001"

        name_second_officer(cooperative_id=cooperative.pk, phone=phone, language="fr", by=applicant_of(cooperative))
        late = make_user(phone=phone)

        assert nominations_of(late).count() == 1

    def test_another_person_cannot_answer(self) -> None:
        cooperative = make_joining()
        named = name_second(cooperative, make_user())

        for answer in (accept_as_officer, decline_as_officer):
            with pytest.raises(NotNamed):
                answer(public_id=named.public_id, by=make_user())

        assert Membership.objects.count() == 1

    def test_naming_another_takes_the_first_ones_place(self) -> None:
        cooperative, first, second = make_joining(), make_user(), make_user()
        named = name_second(cooperative, first)
        name_second(cooperative, second)

        with pytest.raises(NotNamed):
            accept_as_officer(public_id=named.public_id, by=first)

        assert nominations_of(second).count() == 1

    def test_who_says_no_is_not_asked_any_more_and_the_managers_are_told(self) -> None:
        cooperative, zahra = make_joining(), make_user()
        named = name_second(cooperative, zahra)

        decline_as_officer(public_id=named.public_id, by=zahra)

        assert not nominations_of(zahra).exists()
        told = Message.objects.latest("pk")
        assert told.recipient == applicant_of(cooperative).phone
        assert zahra.phone not in told.body

    def test_after_two_weeks_the_question_is_too_old(self) -> None:
        cooperative, zahra = make_joining(), make_user()
        named = name_second(cooperative, zahra)

        with clock.frozen_at(clock.now() + timedelta(days=15)), pytest.raises(NotNamed):
            accept_as_officer(public_id=named.public_id, by=zahra)

    def test_two_officers_are_two_people_and_no_more(self) -> None:
        cooperative = make_joining()

        with pytest.raises(OwnNumber):
            name_second(cooperative, applicant_of(cooperative))
        give_second_officer(cooperative)
        with pytest.raises(OfficerAlready):
            name_second(cooperative, make_user())

        assert Message.objects.count() == 1

    def test_five_messages_a_day_and_no_more(self) -> None:
        cooperative = make_joining()
        for _ in range(5):
            name_second(cooperative, make_user())

        with pytest.raises(NamedTooOften):
            name_second(cooperative, make_user())

        assert Message.objects.count() == 5

    def test_a_seller_who_becomes_the_officer_changes_the_role(self) -> None:
        cooperative = make_joining()
        seller = make_member(cooperative, role=Role.SELLER)

        give_second_officer(cooperative, seller)

        rows = Membership.objects.filter(user=seller).order_by("pk")
        assert [(row.role, row.is_officer, row.left_at is None) for row in rows] == [
            (Role.SELLER, False, False),
            (Role.MANAGER, True, True),
        ]


class TestChecking:
    def test_nothing_is_sent_while_something_is_missing(self) -> None:
        cooperative = make_joining()

        with pytest.raises(StillMissing) as refused:
            send_for_checking(cooperative_id=cooperative.pk, by=applicant_of(cooperative))

        assert refused.value.codes == what_is_missing(cooperative)
        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.JOINING

    def test_sent_is_said_once(self) -> None:
        cooperative = make_applied()

        with pytest.raises(ForbiddenMove):
            send_for_checking(cooperative_id=cooperative.pk, by=applicant_of(cooperative))

        entry = AuditEntry.objects.get(action="cooperative.sent_for_checking")
        assert (entry.before, entry.after, entry.by) == (
            {"status": "joining"},
            {"status": "applied"},
            applicant_of(cooperative),
        )

    def test_papers_are_not_judged_before_they_are_sent(self) -> None:
        cooperative = make_complete()
        paper = paper_of(cooperative, "ice")

        with pytest.raises(ForbiddenMove):
            accept_paper(paper_id=paper.pk, seen=pages_of(paper), by=make_user())

    def test_who_sent_one_does_not_judge_it_even_after_leaving(self) -> None:
        cooperative = make_applied()
        sender, paper = applicant_of(cooperative), paper_of(cooperative, "ice")
        Membership.objects.filter(user=sender).update(left_at=clock.now())

        with pytest.raises(JudgedBySender):
            accept_paper(paper_id=paper.pk, seen=pages_of(paper), by=sender)

    def test_asked_again_its_senders_read_why_in_their_language_and_send_another(self) -> None:
        cooperative = make_applied(make_user(language="fr", first_name="Amina"))
        paper, staff = paper_of(cooperative, "ice"), make_user()
        Message.objects.all().delete()

        ask(paper, "La photo est floue", by=staff)

        paper.refresh_from_db()
        assert (paper.status, paper.judged_by, paper.reason) == (R, staff, "La photo est floue")
        bodies = {message.language: message.body for message in Message.objects.all()}
        with translation.override("fr"):
            assert str(PaperKind.ICE.label) in bodies["fr"]
        assert "La photo est floue" in bodies["fr"]
        assert "/fr/workspace/join/" in bodies["fr"]
        assert what_is_missing(cooperative) == ["ice"]

        add(cooperative, PaperKind.ICE, 77)

        paper.refresh_from_db()
        fresh = paper_of(cooperative, "ice")
        assert paper.replaced_at is not None
        assert (fresh.status, fresh.pages.count()) == (PaperStatus.SENT, 1)
        assert what_is_missing(cooperative) == []

    def test_every_judgement_is_in_the_log_with_who_and_before_and_after(self) -> None:
        cooperative, staff = make_applied(), make_user()
        paper = paper_of(cooperative, "ice")

        accept_paper(paper_id=paper.pk, seen=pages_of(paper), by=staff)

        entry = AuditEntry.objects.get(action="paper.accepted")
        assert (entry.by, entry.cooperative, entry.before) == (staff, cooperative, {"status": "sent"})
        assert entry.after == {"status": "accepted", "kind": "ice"}

    def test_of_two_verbs_on_one_paper_the_second_is_told(self) -> None:
        cooperative, staff = make_applied(), make_user()
        paper = paper_of(cooperative, "ice")
        seen = pages_of(paper)
        accept_paper(paper_id=paper.pk, seen=seen, by=staff)

        with pytest.raises(ForbiddenMove):
            ask_again(paper_id=paper.pk, seen=seen, reason="x", by=make_user())
        with pytest.raises(ForbiddenMove):
            accept_paper(paper_id=paper.pk, seen=seen, by=make_user())
        ask_again_after_all(paper_id=paper.pk, reason="Périmé", by=make_user())
        with pytest.raises(ForbiddenMove):
            ask_again_after_all(paper_id=paper.pk, reason="Périmé", by=make_user())

        paper.refresh_from_db()
        assert (paper.status, paper.reason) == (R, "Périmé")

    def test_a_page_that_came_since_is_not_judged_unseen(self) -> None:
        cooperative = make_applied()
        paper = paper_of(cooperative, "ice")
        seen = pages_of(paper)
        add(cooperative, PaperKind.ICE, 55)

        with pytest.raises(PaperChanged):
            accept_paper(paper_id=paper.pk, seen=seen, by=make_user())

        paper.refresh_from_db()
        assert paper.status == PaperStatus.SENT

    def test_who_belongs_to_a_cooperative_does_not_judge_its_papers(self) -> None:
        cooperative = make_applied()
        paper = paper_of(cooperative, "ice")

        with pytest.raises(JudgedByMember):
            accept_paper(paper_id=paper.pk, seen=pages_of(paper), by=make_member(cooperative))

    def test_is_approved_only_when_every_paper_is_accepted(self) -> None:
        cooperative, staff = make_applied(), make_user()
        with pytest.raises(StillMissing) as refused:
            approve_cooperative(cooperative_id=cooperative.pk, by=staff)
        assert refused.value.codes == ["registration", "officers", "identity", "ice"]

        accept_all(cooperative, staff)
        assert what_keeps_from_approval(cooperative) == []
        approve_cooperative(cooperative_id=cooperative.pk, by=staff)

        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.APPROVED
        assert AuditEntry.objects.filter(action="cooperative.approved", by=staff).exists()

    def test_refused_reads_why_mends_it_and_sends_again(self) -> None:
        cooperative, staff = make_applied(), make_user()

        refuse_cooperative(cooperative_id=cooperative.pk, reason="Pas de siège", by=staff)

        assert all("Pas de siège" in message.body for message in Message.objects.filter(key__contains="refused"))
        assert AuditEntry.objects.get(action="cooperative.refused").after["reason"] == "Pas de siège"
        tell(cooperative, registration_number="RC 9")
        send_for_checking(cooperative_id=cooperative.pk, by=applicant_of(cooperative))
        cooperative.refresh_from_db()
        assert (cooperative.status, cooperative.registration_number) == (CooperativeStatus.APPLIED, "RC 9")


class TestWithdrawing:
    def withdraw(self, cooperative: Cooperative, reason: str = "") -> Cooperative:
        by = applicant_of(cooperative)
        return withdraw_application(cooperative_id=cooperative.pk, reason=reason, by=by)

    def test_from_each_step_before_it_was_taken(self) -> None:
        begun, applied = make_joining(), make_applied()
        refused = make_applied(ice="001561191000163")
        refuse_cooperative(cooperative_id=refused.pk, reason="Siège", by=make_user())

        for cooperative in (begun, applied, refused):
            assert self.withdraw(cooperative).status == CooperativeStatus.WITHDRAWN

    def test_its_officers_are_told_and_the_log_keeps_the_reason(self) -> None:
        cooperative = make_applied()
        Message.objects.all().delete()

        self.withdraw(cooperative, "Trop loin")

        assert Message.objects.count() == 2
        assert all("Amina" in message.body for message in Message.objects.all())
        entry = AuditEntry.objects.get(action="cooperative.withdrawn")
        assert (entry.before, entry.after) == ({"status": "applied"}, {"status": "withdrawn", "reason": "Trop loin"})

    def test_staff_neither_judge_nor_approve_it_and_nobody_is_asked_to_be_its_officer(self) -> None:
        cooperative, staff = make_applied(), make_user()
        self.withdraw(cooperative)

        with pytest.raises(ForbiddenMove):
            accept_paper(paper_id=paper_of(cooperative, "ice").pk, seen="", by=staff)
        with pytest.raises(ForbiddenMove):
            approve_cooperative(cooperative_id=cooperative.pk, by=staff)
        begun, zahra = make_joining(), make_user()
        name_second(begun, zahra)
        self.withdraw(begun)
        assert not nominations_of(zahra).exists()

    def test_taken_up_again_everything_is_where_it_was(self) -> None:
        cooperative = make_applied()
        by = applicant_of(cooperative)
        self.withdraw(cooperative)
        with pytest.raises(BeingChecked):
            add(cooperative, PaperKind.ICE, 44)

        take_up_again(cooperative_id=cooperative.pk, by=by)

        assert what_is_missing(cooperative) == []
        assert send_for_checking(cooperative_id=cooperative.pk, by=by).status == CooperativeStatus.APPLIED
        with pytest.raises(ForbiddenMove):
            take_up_again(cooperative_id=cooperative.pk, by=by)

    def test_one_that_sells_does_not_withdraw(self) -> None:
        cooperative = make_cooperative()
        member = make_member(cooperative)

        with pytest.raises(ForbiddenMove):
            withdraw_application(cooperative_id=cooperative.pk, reason="", by=member)

        cooperative.refresh_from_db()
        assert cooperative.status == CooperativeStatus.APPROVED
        assert not Message.objects.exists()

    def test_who_begins_and_withdraws_again_and_again_waits_a_day(self) -> None:
        user = make_user()
        for _ in range(3):
            self.withdraw(make_joining(user))
        with pytest.raises(TooManyBegun):
            make_joining(user)

        with clock.frozen_at(clock.now() + timedelta(days=1, minutes=1)):
            make_joining(user)
