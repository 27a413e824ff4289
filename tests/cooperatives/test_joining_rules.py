"""What the database itself refuses while cooperatives join, watch over each other, invite and rest."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from cooperatives import clock
from cooperatives.enums import CertificateStatus, Role
from cooperatives.joining.enums import PaperKind, PaperStatus
from cooperatives.joining.models import Paper, PaperPage
from cooperatives.models import Cooperative, Membership, QualitySign, SignHeld
from cooperatives.officers.enums import ConsentAct, RecoveryStatus
from cooperatives.officers.models import Consent, Mandate, Recovery
from cooperatives.season.models import ClosedPeriod
from cooperatives.team.models import Invitation
from tests.constraints import refused_by
from tests.factories import make_cooperative, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


class TestPapers:
    def paper(self, cooperative: Cooperative, **given: Any) -> Paper:
        return Paper.objects.create(
            **{"cooperative": cooperative, "kind": PaperKind.ICE, "sent_by": make_user()} | given
        )

    def test_one_of_a_kind_stands_at_a_time(self, cooperative: Cooperative) -> None:
        first = self.paper(cooperative)
        with refused_by("paper_current_once"):
            self.paper(cooperative)
        Paper.objects.filter(pk=first.pk).update(replaced_at=clock.now())
        self.paper(cooperative)
        assert cooperative.papers.count() == 2

    def test_who_sent_it_does_not_judge_it(self, cooperative: Cooperative) -> None:
        sender = make_user()
        judged = {"status": PaperStatus.ACCEPTED, "judged_by": sender, "judged_at": clock.now()}
        with refused_by("paper_judged_by_another"):
            self.paper(cooperative, sent_by=sender, **judged)

    def test_judged_means_by_someone(self, cooperative: Cooperative) -> None:
        with refused_by("paper_judged_by_someone"):
            self.paper(cooperative, status=PaperStatus.ACCEPTED)

    def test_asking_again_says_why(self, cooperative: Cooperative) -> None:
        judged = {"status": PaperStatus.ASKED_AGAIN, "judged_by": make_user(), "judged_at": clock.now()}
        with refused_by("paper_asked_again_with_a_reason"):
            self.paper(cooperative, **judged)

    def test_has_eight_pages_at_most_and_none_twice(self, cooperative: Cooperative) -> None:
        paper = self.paper(cooperative)
        page = {"paper": paper, "file": "p", "width": 1, "height": 1}
        PaperPage.objects.create(number=1, digest="a", **page)
        with refused_by("paperpage_once"):
            PaperPage.objects.create(number=2, digest="a", **page)
        with refused_by("paperpage_at_most_eight"):
            PaperPage.objects.create(number=9, digest="b", **page)


class TestOfficers:
    def test_an_officer_is_a_manager(self, cooperative: Cooperative) -> None:
        with refused_by("membership_officer_is_a_manager"):
            Membership.objects.create(user=make_user(), cooperative=cooperative, role=Role.SELLER, is_officer=True)

    def consent(self, cooperative: Cooperative, **given: Any) -> Consent:
        now = clock.now()
        given = {"asked_by": make_user(), "asked_of": make_user(), "expires_at": now + timedelta(minutes=10)} | given
        return Consent.objects.create(
            cooperative=cooperative, act=ConsentAct.PHONE, asked="{}", created_at=now, **given
        )

    def test_nobody_consents_to_what_they_asked_for(self, cooperative: Cooperative) -> None:
        person = make_user()
        with refused_by("consent_of_another"):
            self.consent(cooperative, asked_by=person, asked_of=person)

    def test_one_code_is_good_at_a_time(self, cooperative: Cooperative) -> None:
        person = make_user()
        first = self.consent(cooperative, asked_by=person)
        with refused_by("consent_open_once"):
            self.consent(cooperative, asked_by=person)
        Consent.objects.filter(pk=first.pk).update(withdrawn_at=clock.now())
        self.consent(cooperative, asked_by=person)
        assert Consent.objects.count() == 2

    def test_what_was_given_is_not_withdrawn(self, cooperative: Cooperative) -> None:
        with refused_by("consent_given_or_withdrawn"):
            self.consent(cooperative, given_at=clock.now(), withdrawn_at=clock.now())

    def test_an_agent_gives_themselves_no_mandate(self, cooperative: Cooperative) -> None:
        agent = make_user()
        with refused_by("mandate_given_by_another"):
            Mandate.objects.create(cooperative=cooperative, agent=agent, given_by=agent, task="t", code_digest="c")

    def recovery(self, cooperative: Cooperative, **given: Any) -> Recovery:
        given = {"user": make_user(), "agent": make_user(), "due_at": clock.now()} | given
        return Recovery.objects.create(cooperative=cooperative, phone="+212600000001", seen="CIN", **given)

    def test_an_agent_does_not_recover_their_own_account(self, cooperative: Cooperative) -> None:
        agent = make_user()
        with refused_by("recovery_by_another"):
            self.recovery(cooperative, user=agent, agent=agent)

    def test_one_recovery_of_a_person_is_under_way(self, cooperative: Cooperative) -> None:
        person = make_user()
        self.recovery(cooperative, user=person)
        with refused_by("recovery_open_once"):
            self.recovery(cooperative, user=person)

    def test_who_stops_one_says_why(self, cooperative: Cooperative) -> None:
        with refused_by("recovery_stopped_with_a_reason"):
            self.recovery(cooperative, status=RecoveryStatus.STOPPED, ended_at=clock.now())


class TestInvitations:
    def invitation(self, cooperative: Cooperative, **given: Any) -> Invitation:
        given = {"token_digest": str(Invitation.objects.count()), "phone_digest": "p"} | given
        expires_at = clock.now() + timedelta(days=7)
        return Invitation.objects.create(
            cooperative=cooperative, role=Role.SELLER, invited_by=make_user(), expires_at=expires_at, **given
        )

    def test_a_number_has_one_open_invitation(self, cooperative: Cooperative) -> None:
        self.invitation(cooperative)
        with refused_by("invitation_open_once_for_a_number"):
            self.invitation(cooperative)

    def test_links_without_a_number_are_as_many_as_wanted(self, cooperative: Cooperative) -> None:
        self.invitation(cooperative, phone_digest="")
        self.invitation(cooperative, phone_digest="")
        assert cooperative.invitations.count() == 2

    def test_accepted_means_by_someone(self, cooperative: Cooperative) -> None:
        with refused_by("invitation_accepted_by_someone"):
            self.invitation(cooperative, accepted_at=clock.now())


class TestSeason:
    def closed(self, cooperative: Cooperative, starts_on: date, ends_on: date, **given: Any) -> ClosedPeriod:
        return ClosedPeriod.objects.create(
            cooperative=cooperative,
            starts_on=starts_on,
            ends_on=ends_on,
            language="ar",
            written_by=make_user(),
            **given,
        )

    def test_closed_periods_of_a_cooperative_do_not_meet(self, cooperative: Cooperative) -> None:
        self.closed(cooperative, date(2026, 11, 1), date(2026, 11, 10))
        with pytest.raises(DatabaseError, match="closedperiod_never_overlaps"), transaction.atomic():
            self.closed(cooperative, date(2026, 11, 10), date(2026, 11, 12))
        self.closed(cooperative, date(2026, 11, 11), date(2026, 11, 12))
        self.closed(make_cooperative(), date(2026, 11, 1), date(2026, 11, 10))
        assert ClosedPeriod.objects.count() == 3

    def test_what_was_withdrawn_makes_room(self, cooperative: Cooperative) -> None:
        self.closed(cooperative, date(2026, 11, 1), date(2026, 11, 10), withdrawn_at=clock.now())
        self.closed(cooperative, date(2026, 11, 5), date(2026, 11, 6))
        assert list(ClosedPeriod.objects.standing().values_list("starts_on", flat=True)) == [date(2026, 11, 5)]

    def test_parcels_leave_on_some_day_of_the_week(self, cooperative: Cooperative) -> None:
        for days in ([], [8]):
            with refused_by("cooperative_hands_over_on_some_weekday"):
                Cooperative.objects.filter(pk=cooperative.pk).update(hand_over_weekdays=days)
        cooperative.refresh_from_db()
        assert cooperative.hand_over_weekdays == [1, 2, 3, 4, 5, 6]


class TestCertificates:
    def held(self, cooperative: Cooperative, **given: Any) -> SignHeld:
        sign, _ = QualitySign.objects.get_or_create(code="s", defaults={"kind": "igp", "name_fr": "S"})
        row = {"cooperative": cooperative, "sign": sign, "certifier": "C", "expires_on": date(2026, 12, 31)}
        return SignHeld.objects.create(**row | {"number": str(SignHeld.objects.count())} | given)

    def test_refusing_one_says_why(self, cooperative: Cooperative) -> None:
        with refused_by("signheld_refused_with_a_reason"):
            self.held(cooperative, status=CertificateStatus.REFUSED)

    @pytest.mark.parametrize(
        ("status", "day", "is_valid"),
        [
            (CertificateStatus.CHECKED, date(2026, 12, 31), True),
            (CertificateStatus.CHECKED, date(2027, 1, 1), False),
            (CertificateStatus.SENT, date(2026, 12, 31), False),
        ],
    )
    def test_shoppers_see_what_was_checked_until_it_expires(
        self, cooperative: Cooperative, status: str, day: date, is_valid: bool
    ) -> None:
        held = self.held(cooperative, status=status)
        assert held.is_valid_on(day) is is_valid
        assert SignHeld.objects.valid_on(day).exists() is is_valid
