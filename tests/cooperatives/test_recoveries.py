"""A lost telephone: another number, with another officer's code at once, without it after three days."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.audit.services import ForbiddenMove
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.exceptions import (
    AlreadySettled,
    NobodyToAsk,
    NotAllowed,
    NotInTheirRegion,
    RecoveryUnderWay,
)
from cooperatives.officers.models import FieldAgent, Recovery
from cooperatives.officers.recoveries import RECOVER, WAITS_FOR, ask_code, ask_recovery
from cooperatives.officers.recovering import AGENT_ENDED, LEFT, NUMBER_TAKEN, finish_due, stop_recovery
from cooperatives.officers.services import give_consent
from tests.cooperatives.officers import code_sent_to, make_agent, make_watched, told
from tests.factories import make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db
NEW = "+212698765432"


def lost(cooperative: Cooperative, who: User, agent: User | None = None, phone: str = NEW) -> Recovery:
    return ask_recovery(
        cooperative_id=cooperative.pk,
        user_id=who.pk,
        phone=phone,
        seen="CIN AB123456",
        by=agent or make_agent(cooperative),
    )


def number_of(person: User) -> str:
    person.refresh_from_db()
    return person.phone


def test_nothing_changes_yet_and_everybody_is_told() -> None:
    cooperative, (amina, brahim) = make_watched()
    seller = make_member(cooperative, role="seller", language="fr")
    before = amina.phone

    recovery = lost(cooperative, amina)

    assert number_of(amina) == before
    assert recovery.status == RecoveryStatus.WAITING
    assert recovery.due_at - recovery.asked_at == WAITS_FOR
    for person in (amina, brahim, seller):
        (message,) = told(person)
        assert "Amina" in message
        assert NEW not in message
        assert "/fr/workspace/people/officers/" in message
    assert Job.objects.get(kind=RECOVER).due_at == recovery.due_at


def test_after_three_days_the_number_is_given_and_the_old_sessions_are_over() -> None:
    cooperative, (amina, brahim) = make_watched()
    client = Client()
    client.force_login(amina)
    old = amina.phone
    recovery = lost(cooperative, amina)

    with clock.frozen_at(recovery.due_at):
        run_due()

    assert number_of(amina) == NEW
    assert amina.phone_verified_at is None
    recovery.refresh_from_db()
    assert (recovery.status, recovery.ended_by) == (RecoveryStatus.DONE, None)
    assert client.get("/fr/account/").status_code == 302
    assert SESSION_KEY not in client.session
    assert "Amina" in told(brahim)[-1]
    assert User.objects.with_phone(old) is None
    assert AuditEntry.objects.filter(action="user.recover_phone", by=recovery.agent).exists()


def test_before_three_days_the_work_does_nothing() -> None:
    cooperative, (amina, _brahim) = make_watched()
    recovery = lost(cooperative, amina)

    with clock.frozen_at(recovery.due_at - WAITS_FOR / 72):
        run_due()
        finish_due(recovery_id=recovery.pk)

    assert number_of(amina) != NEW


def test_with_another_officers_code_it_is_given_at_once() -> None:
    cooperative, (amina, brahim) = make_watched()
    agent = make_agent(cooperative)
    recovery = lost(cooperative, amina, agent)

    consent = ask_code(recovery_id=recovery.pk, by=agent)
    assert consent.asked_of == brahim
    give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=agent)

    assert number_of(amina) == NEW
    recovery.refresh_from_db()
    assert (recovery.status, recovery.ended_by, recovery.consent) == (RecoveryStatus.DONE, agent, consent)
    assert not Job.objects.filter(kind=RECOVER, done_at__isnull=True).exists()


def test_who_lost_the_telephone_is_not_the_one_who_is_asked() -> None:
    cooperative, (amina,) = make_watched(1)
    recovery = lost(cooperative, amina)

    with pytest.raises(NobodyToAsk):
        ask_code(recovery_id=recovery.pk, by=recovery.agent)


def test_stopped_it_is_never_done_and_all_are_told_why() -> None:
    cooperative, (amina, brahim) = make_watched()
    recovery = lost(cooperative, amina)

    stop_recovery(recovery_id=recovery.pk, reason="Amina a son téléphone", by=brahim)
    with clock.frozen_at(recovery.due_at):
        run_due()

    assert number_of(amina) != NEW
    recovery.refresh_from_db()
    assert (recovery.status, recovery.ended_by) == (RecoveryStatus.STOPPED, brahim)
    for person in (amina, brahim, recovery.agent):
        assert "Amina a son téléphone" in told(person)[-1]
    with pytest.raises(ForbiddenMove):
        stop_recovery(recovery_id=recovery.pk, reason="x", by=amina)


def test_code_for_one_that_was_stopped_gives_nothing() -> None:
    cooperative, (amina, brahim) = make_watched()
    recovery = lost(cooperative, amina)
    consent = ask_code(recovery_id=recovery.pk, by=recovery.agent)
    stop_recovery(recovery_id=recovery.pk, reason="x", by=brahim)

    with pytest.raises(ForbiddenMove):
        give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=recovery.agent)
    with pytest.raises(AlreadySettled):
        ask_code(recovery_id=recovery.pk, by=recovery.agent)

    assert number_of(amina) != NEW


def test_number_of_another_account_is_not_given() -> None:
    cooperative, (amina, _brahim) = make_watched()
    make_user(phone=NEW)

    with pytest.raises(PhoneTaken):
        lost(cooperative, amina)
    recovery = lost(cooperative, amina, phone="+212611111111")
    make_user(phone="+212611111111")
    with clock.frozen_at(recovery.due_at):
        run_due()

    recovery.refresh_from_db()
    assert (recovery.status, recovery.reason) == (RecoveryStatus.STOPPED, NUMBER_TAKEN)


def test_after_the_agents_end_nothing_of_theirs_is_given() -> None:
    cooperative, (amina, brahim) = make_watched()
    recovery = lost(cooperative, amina)
    consent = ask_code(recovery_id=recovery.pk, by=recovery.agent)
    FieldAgent.objects.update(ended_at=clock.now())

    with pytest.raises(NotAllowed):
        give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=recovery.agent)
    with clock.frozen_at(recovery.due_at):
        run_due()

    recovery.refresh_from_db()
    assert (recovery.status, recovery.reason) == (RecoveryStatus.STOPPED, AGENT_ENDED)
    assert number_of(amina) != NEW


def test_who_left_meanwhile_has_no_new_number() -> None:
    cooperative, (amina, _brahim) = make_watched()
    recovery = lost(cooperative, amina)
    Membership.objects.filter(user=amina).update(left_at=clock.now())

    with clock.frozen_at(recovery.due_at):
        run_due()

    recovery.refresh_from_db()
    assert (recovery.status, recovery.reason) == (RecoveryStatus.STOPPED, LEFT)
    assert number_of(amina) != NEW


def test_only_agents_of_the_region_ask_and_for_members_alone() -> None:
    cooperative, (amina, _brahim) = make_watched()

    with pytest.raises(NotInTheirRegion):
        lost(cooperative, amina, make_user())
    with pytest.raises(NotAllowed):
        lost(cooperative, make_member(make_cooperative()))

    assert not Recovery.objects.exists()


def test_one_is_under_way_for_a_person() -> None:
    cooperative, (amina, _brahim) = make_watched()
    agent = make_agent(cooperative)
    lost(cooperative, amina, agent)

    with pytest.raises(RecoveryUnderWay):
        lost(cooperative, amina, agent, phone="+212611111111")
