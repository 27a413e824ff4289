"""Two officers watch over each other: what one wants needs the code that the other received."""

import json
import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from cooperatives import clock
from cooperatives.accounts.exceptions import PhoneTaken
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.models import Cooperative, Membership
from cooperatives.officers import services
from cooperatives.officers.acts import step_down
from cooperatives.officers.codes import TRIES
from cooperatives.officers.enums import ConsentAct
from cooperatives.officers.exceptions import (
    AlreadySettled,
    CodeTooOld,
    NobodyToAsk,
    NotAllowed,
    NoTriesLeft,
    TooFewOfficers,
    TooManyAsked,
    WrongCode,
)
from cooperatives.officers.models import Consent
from cooperatives.officers.services import ask_consent, ask_or_do, give_consent, withdraw_consent
from cooperatives.outbox.models import Message
from cooperatives.settlements.models import BankAccount, PostalAddressee
from cooperatives.settlements.services.accounts import add_bank_account
from tests.concurrency.test_last_jar import at_once
from tests.cooperatives.officers import code_sent_to, make_officer, make_watched, other_code, told
from tests.cooperatives.paying import make_rib
from tests.factories import make_cooperative, make_member, make_user


def account(number: int = 1) -> dict[str, str]:
    return {"holder": "Cooperative Amal", "rib": make_rib(number)}


def ask_account(cooperative: Cooperative, by: User, number: int = 1) -> Consent:
    consent = ask_or_do(cooperative_id=cooperative.pk, act=ConsentAct.BANK_ACCOUNT, asked=account(number), by=by)
    assert consent is not None
    return consent


@pytest.mark.django_db
class TestBankAccount:
    def test_nothing_changes_before_the_other_officers_code_is_written(self) -> None:
        cooperative, (amina, brahim) = make_watched()

        consent = ask_account(cooperative, amina)

        assert not BankAccount.objects.exists()
        assert (consent.asked_by, consent.asked_of) == (amina, brahim)
        assert told(amina) == []
        (message,) = told(brahim)
        assert "Amina" in message
        assert make_rib(1)[-4:] in message
        assert make_rib(1) not in message

    def test_right_code_does_it_by_whoever_asked(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)

        given = give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)

        written = BankAccount.objects.get()
        assert (written.rib, written.added_by, written.checked_at) == (make_rib(1), amina, None)
        assert given.given_at is not None
        entry = AuditEntry.objects.get(action="consent.give")
        assert (entry.by, entry.after["code_of"], entry.cooperative) == (amina, "Brahim", cooperative)

    def test_what_was_asked_lies_encrypted_and_its_code_only_as_a_digest(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        ask_account(cooperative, amina)

        with connection.cursor() as cursor:
            cursor.execute("SELECT asked, code_digest FROM officers_consent")
            stored, digest = cursor.fetchone()
        assert make_rib(1) not in stored
        assert code_sent_to(brahim) not in digest
        assert json.loads(Consent.objects.get().asked) == account()
        assert make_rib(1) not in str(list(AuditEntry.objects.values()))

    def test_wrong_code_is_counted_and_after_the_last_try_the_right_one_is_none(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)
        wrong = other_code(code_sent_to(brahim))

        for left in range(TRIES - 1, 0, -1):
            with pytest.raises(WrongCode) as refusal:
                give_consent(consent_id=consent.pk, code=wrong, by=amina)
            assert refusal.value.left == left
        for code in (wrong, code_sent_to(brahim)):
            with pytest.raises(NoTriesLeft):
                give_consent(consent_id=consent.pk, code=code, by=amina)

        consent.refresh_from_db()
        assert (consent.tries, consent.given_at) == (TRIES, None)
        assert not BankAccount.objects.exists()

    def test_code_is_good_for_half_an_hour(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)

        with clock.frozen_at(clock.now() + services.CODE_FOR), pytest.raises(CodeTooOld):
            give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)

        assert not BankAccount.objects.exists()

    def test_asked_anew_the_code_before_opens_nothing(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        first = ask_account(cooperative, amina, 1)
        before = code_sent_to(brahim)
        second = ask_account(cooperative, amina, 2)

        with pytest.raises(AlreadySettled):
            give_consent(consent_id=first.pk, code=before, by=amina)
        give_consent(consent_id=second.pk, code=code_sent_to(brahim), by=amina)

        assert BankAccount.objects.get().rib == make_rib(2)

    def test_called_off_it_is_never_done(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)

        withdraw_consent(consent_id=consent.pk, by=brahim)

        with pytest.raises(AlreadySettled):
            give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)
        with pytest.raises(AlreadySettled):
            withdraw_consent(consent_id=consent.pk, by=amina)
        assert not BankAccount.objects.exists()

    @pytest.mark.parametrize("who", [0, 1])
    def test_code_of_who_left_or_for_who_left_is_worth_nothing(self, who: int) -> None:
        cooperative, officers = make_watched()
        consent = ask_account(cooperative, officers[0])
        Membership.objects.filter(user=officers[who]).update(left_at=clock.now())

        with pytest.raises(NotAllowed):
            give_consent(consent_id=consent.pk, code=code_sent_to(officers[1]), by=officers[1 - who])

        assert not BankAccount.objects.exists()
        assert Consent.objects.get().given_at is None

    def test_manager_who_is_no_officer_asks_one(self) -> None:
        cooperative, (amina,) = make_watched(1)
        manager = make_member(cooperative)

        consent = ask_account(cooperative, manager)

        assert consent.asked_of == amina

    def test_where_there_is_nobody_else_it_is_done_at_once(self) -> None:
        cooperative, (amina,) = make_watched(1)

        consent = ask_or_do(cooperative_id=cooperative.pk, act=ConsentAct.BANK_ACCOUNT, asked=account(), by=amina)

        assert consent is None
        assert BankAccount.objects.get().added_by == amina
        assert not Consent.objects.exists()

    def test_codes_are_not_asked_for_without_end(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        for _ in range(services.ASKED_A_DAY):
            ask_account(cooperative, amina)

        with pytest.raises(TooManyAsked):
            ask_account(cooperative, amina)
        with clock.frozen_at(clock.now() + timedelta(days=1, minutes=1)):
            ask_account(cooperative, amina)

        assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1


@pytest.mark.django_db
class TestOtherMatters:
    def test_who_collects_postal_orders_is_named_by_two(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        asked = {"name": "Fatima Amrani", "cin": "AB123456", "office": "Tafraout"}

        consent = ask_or_do(cooperative_id=cooperative.pk, act=ConsentAct.POSTAL_ADDRESSEE, asked=asked, by=amina)
        assert consent is not None
        assert "AB123456" not in told(brahim)[0]
        give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)

        assert PostalAddressee.objects.get().cin == "AB123456"

    def officer(self, person: User, *, wanted: bool) -> dict[str, Any]:
        return {"member": person.pk, "name": str(person), "is_officer": wanted, "without": person.pk}

    def test_another_officer_is_named_by_two(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        manager = make_member(cooperative, first_name="Chama")
        asked = self.officer(manager, wanted=True)

        consent = ask_or_do(cooperative_id=cooperative.pk, act=ConsentAct.OFFICER, asked=asked, by=amina)
        assert consent is not None
        assert not manager.memberships.get().is_officer
        give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)

        assert manager.memberships.get().is_officer

    def test_officer_is_not_asked_about_the_own_end(self) -> None:
        cooperative, (amina, brahim, chama) = make_watched(3)

        consent = ask_consent(
            cooperative_id=cooperative.pk, act=ConsentAct.OFFICER, asked=self.officer(brahim, wanted=False), by=amina
        )

        assert consent.asked_of == chama

    def test_two_officers_stay(self) -> None:
        cooperative, (amina, brahim) = make_watched()

        with pytest.raises(NobodyToAsk):
            ask_consent(
                cooperative_id=cooperative.pk,
                act=ConsentAct.OFFICER,
                asked=self.officer(brahim, wanted=False),
                by=amina,
            )
        with pytest.raises(TooFewOfficers):
            step_down(cooperative_id=cooperative.pk, by=amina)

        assert Membership.objects.filter(is_officer=True).count() == 2

    def test_third_officer_steps_down(self) -> None:
        cooperative, (amina, *_others) = make_watched(3)

        step_down(cooperative_id=cooperative.pk, by=amina)

        assert Membership.objects.filter(is_officer=True).count() == 2
        assert amina.memberships.get().role == "manager"

    def test_number_that_another_has_meanwhile_is_refused_and_the_code_stays_good(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        asked = {"phone": "+212698765432", "name": "Amina"}
        consent = ask_consent(cooperative_id=cooperative.pk, act=ConsentAct.PHONE, asked=asked, by=amina)
        other = make_user(phone="+212698765432")

        with pytest.raises(PhoneTaken):
            give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)
        User.objects.filter(pk=other.pk).update(phone="+212611111111", phone_digest="x")
        give_consent(consent_id=consent.pk, code=code_sent_to(brahim), by=amina)

        amina.refresh_from_db()
        assert amina.phone == "+212698765432"

    def test_officer_of_another_cooperative_is_not_asked(self) -> None:
        cooperative = make_cooperative()
        amina = make_officer(cooperative)
        make_watched()

        with pytest.raises(NobodyToAsk):
            ask_consent(cooperative_id=cooperative.pk, act=ConsentAct.BANK_ACCOUNT, asked=account(), by=amina)

        assert not Message.objects.exists()


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestRaces:
    def test_two_who_give_the_code_at_once_do_it_once(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)
        code = code_sent_to(brahim)

        outcomes = at_once(
            *(lambda by=by: give_consent(consent_id=consent.pk, code=code, by=by) for by in (amina, brahim, amina))
        )

        assert sum(isinstance(each, AlreadySettled) for each in outcomes) == 2
        assert BankAccount.objects.count() == 1
        assert AuditEntry.objects.filter(action="consent.give").count() == 1

    def test_given_and_called_off_at_once_one_of_them_stands(self) -> None:
        for number in range(4):
            cooperative, (amina, brahim) = make_watched()
            consent = ask_account(cooperative, amina, number)
            code = code_sent_to(brahim)

            outcomes = at_once(
                partial(give_consent, consent_id=consent.pk, code=code, by=amina),
                partial(withdraw_consent, consent_id=consent.pk, by=brahim),
            )

            consent.refresh_from_db()
            assert sum(isinstance(each, AlreadySettled) for each in outcomes) == 1
            assert (consent.given_at is None) != (consent.withdrawn_at is None)
            written = BankAccount.objects.filter(cooperative=cooperative).exists()
            assert written is (consent.given_at is not None)

    def test_wrong_codes_at_once_are_all_counted(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)
        wrong = other_code(code_sent_to(brahim))

        at_once(*(lambda: give_consent(consent_id=consent.pk, code=wrong, by=amina) for _ in range(8)))

        consent.refresh_from_db()
        assert consent.tries == TRIES

    def test_asked_twice_at_once_one_code_is_good(self) -> None:
        cooperative, (amina, _brahim) = make_watched()

        outcomes = at_once(lambda: ask_account(cooperative, amina, 1), lambda: ask_account(cooperative, amina, 2))

        assert [each for each in outcomes if isinstance(each, Exception)] == []
        assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 1

    def test_giving_and_writing_an_account_do_not_wait_in_a_circle(self) -> None:
        """Both take the cooperative first: nobody waits for ever, and one account stands."""
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina, 1)
        code = code_sent_to(brahim)

        outcomes = at_once(
            lambda: give_consent(consent_id=consent.pk, code=code, by=amina),
            lambda: add_bank_account(cooperative_id=cooperative.pk, holder="B", rib=make_rib(2), by=brahim),
        )

        assert [each for each in outcomes if isinstance(each, Exception)] == []
        assert BankAccount.objects.filter(replaced_at__isnull=True).count() == 1

    def test_without_the_lock_the_code_is_given_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the first of these tests would see if nobody held the row."""
        cooperative, (amina, brahim) = make_watched()
        consent = ask_account(cooperative, amina)
        code, both = code_sent_to(brahim), threading.Barrier(2)

        def read_only(pk: int) -> Consent:
            found = Consent.objects.select_related("cooperative", "asked_by", "asked_of").get(pk=pk)
            both.wait(timeout=10)
            return found

        monkeypatch.setattr(services, "consent_for_update", read_only)
        outcomes = at_once(*(lambda: give_consent(consent_id=consent.pk, code=code, by=amina) for _ in range(2)))

        assert [each for each in outcomes if isinstance(each, Exception)] == []
        assert AuditEntry.objects.filter(action="consent.give").count() == 2
