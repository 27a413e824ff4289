"""RIBs: their check digits, who checks them, and that nobody reads more than four of their digits."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.outbox.models import Message
from cooperatives.settlements.exceptions import (
    AccountReplaced,
    AccountSettledBefore,
    CheckedByItsAuthor,
    RibDiffers,
)
from cooperatives.settlements.models import BankAccount, PostalAddressee
from cooperatives.settlements.rib import (
    RibCheckDigitsWrong,
    RibNotDigits,
    RibRefused,
    RibTooShortOrLong,
    grouped,
    key_of,
    read_rib,
)
from cooperatives.settlements.selectors import current_account, current_addressee
from cooperatives.settlements.services.accounts import (
    add_bank_account,
    add_postal_addressee,
    check_bank_account,
    end_postal_addressee,
    reject_bank_account,
)
from tests.cooperatives.paying import make_rib, refuses
from tests.factories import make_cooperative, make_member, make_user


class TestCheckDigits:
    def test_the_key_is_ninety_seven_less_the_rest(self) -> None:
        assert key_of("0117800000123456789012") == f"{97 - 117800000123456789012 * 100 % 97:02d}"
        assert key_of("0" * 22) == "97"

    @pytest.mark.parametrize(
        "text",
        [
            "{0}",
            "  {1} ",
            "{2}",
        ],
    )
    def test_spaces_dashes_and_arabic_digits_are_read(self, text: str) -> None:
        rib = make_rib(7)
        arabic = rib.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

        assert read_rib(text.format(rib, grouped(rib), "-".join([arabic[:12], arabic[12:]]))) == rib

    def test_every_single_wrong_digit_is_found(self) -> None:
        rib = make_rib(123_456)

        for place, digit in enumerate(rib):
            wrong = rib[:place] + str((int(digit) + 1) % 10) + rib[place + 1 :]
            with pytest.raises(RibCheckDigitsWrong):
                read_rib(wrong)

    def test_two_swapped_neighbours_are_found(self) -> None:
        rib = make_rib(123_456)

        for place in range(len(rib) - 1):
            if rib[place] != rib[place + 1]:
                with pytest.raises(RibCheckDigitsWrong):
                    read_rib(rib[:place] + rib[place + 1] + rib[place] + rib[place + 2 :])

    def test_other_lengths_and_letters_are_named(self) -> None:
        with pytest.raises(RibTooShortOrLong) as short:
            read_rib("123")
        with pytest.raises(RibNotDigits):
            read_rib("MA64" + make_rib())

        assert short.value.count == 3

    def test_it_is_printed_in_groups(self) -> None:
        assert grouped("007780000000000000000123") == "007 780 0000000000000001 23"


@pytest.mark.django_db
class TestAccounts:
    def add(self, cooperative=None, *, rib: str | None = None, by=None) -> BankAccount:
        cooperative = cooperative or make_cooperative()
        return add_bank_account(
            cooperative_id=cooperative.pk, holder="Amal", rib=rib or make_rib(1), by=by or make_user()
        )

    def test_it_lies_encrypted_and_the_log_holds_four_digits(self) -> None:
        account = self.add()

        with connection.cursor() as cursor:
            cursor.execute("SELECT rib, last4 FROM settlements_bankaccount")
            stored, last4 = cursor.fetchone()
        assert make_rib(1) not in stored
        assert (account.rib, last4) == (make_rib(1), make_rib(1)[-4:])
        assert make_rib(1)[:20] not in str(list(AuditEntry.objects.values()))

    def test_a_new_account_replaces_the_present_one_and_must_be_checked_again(self) -> None:
        first = self.add()
        check_bank_account(account_id=first.pk, rib=make_rib(1), by=make_user())

        second = self.add(first.cooperative, rib=make_rib(2))

        first.refresh_from_db()
        assert first.replaced_at is not None
        assert current_account(first.cooperative) == second
        assert (first.is_usable, second.is_usable) == (False, False)

    def test_the_same_account_given_again_stays_as_it_is(self) -> None:
        first = self.add()
        check_bank_account(account_id=first.pk, rib=make_rib(1), by=make_user())

        again = self.add(first.cooperative)

        assert again == first
        assert again.is_usable

    def test_every_manager_is_told_of_another_account_and_why_one_was_turned_down(self) -> None:
        cooperative = make_cooperative()
        make_member(cooperative, phone="+212700000011", language="fr")
        make_member(cooperative, phone="+212700000012", language="fr", role="seller")
        account = self.add(cooperative)

        reject_bank_account(account_id=account.pk, reason="Compte fermé", by=make_user())

        changed, rejected = Message.objects.order_by("pk")
        assert {changed.recipient, rejected.recipient} == {"+212700000011"}
        assert account.last4 in changed.body
        assert "Compte fermé" in rejected.body
        assert account.rib not in changed.body + rejected.body

    def test_wrong_digits_are_refused(self) -> None:
        cooperative = make_cooperative()
        wrong = make_rib(1)[:-1] + str((int(make_rib(1)[-1]) + 1) % 10)

        refuses(RibRefused, lambda: self.add(cooperative, rib=wrong))

    def test_whoever_wrote_it_cannot_check_it(self) -> None:
        by = make_user()
        account = self.add(by=by)

        refuses(CheckedByItsAuthor, lambda: check_bank_account(account_id=account.pk, rib=make_rib(1), by=by))
        with pytest.raises(IntegrityError, match="bankaccount_checked_by_another"), transaction.atomic():
            BankAccount.objects.update(checked_by=by, checked_at=clock.now())

    def test_another_rib_on_the_paper_is_refused(self) -> None:
        account = self.add()

        refuses(RibDiffers, lambda: check_bank_account(account_id=account.pk, rib=make_rib(2), by=make_user()))

    def test_it_is_looked_at_once_and_only_while_it_is_the_present_one(self) -> None:
        account = self.add()
        check_bank_account(account_id=account.pk, rib=make_rib(1), by=make_user())
        by = make_user()
        refuses(AccountSettledBefore, lambda: check_bank_account(account_id=account.pk, rib=make_rib(1), by=by))
        self.add(account.cooperative, rib=make_rib(2))

        refuses(AccountReplaced, lambda: reject_bank_account(account_id=account.pk, reason="x", by=by))

    def test_an_account_turned_down_is_not_usable_even_after_it_was_checked(self) -> None:
        account = self.add()
        check_bank_account(account_id=account.pk, rib=make_rib(1), by=make_user())

        reject_bank_account(account_id=account.pk, reason="Closed", by=make_user())

        account.refresh_from_db()
        assert (account.is_usable, account.rejected_because) == (False, "Closed")
        actions = AuditEntry.objects.filter(action__startswith="bank_account.").order_by("pk")
        assert list(actions.values_list("action", flat=True)) == [
            "bank_account.add",
            "bank_account.check",
            "bank_account.reject",
        ]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE settlements_bankaccount SET rib_digest = 'x'",
            "UPDATE settlements_bankaccount SET last4 = '0000'",
            "DELETE FROM settlements_bankaccount",
            "TRUNCATE settlements_bankaccount CASCADE",
        ],
    )
    def test_the_database_lets_nobody_change_a_number(self, statement: str) -> None:
        self.add()

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

        assert BankAccount.objects.get().last4 == make_rib(1)[-4:]

    def test_one_addressee_stands_at_a_time(self) -> None:
        cooperative, by = make_cooperative(), make_user()
        for name in ("Fatima", "Aicha"):
            add_postal_addressee(cooperative_id=cooperative.pk, name=name, cin="AB1", office="Tiznit", by=by)

        found = current_addressee(cooperative)

        assert found is not None
        assert found.name == "Aicha"
        end_postal_addressee(cooperative_id=cooperative.pk, by=by)
        end_postal_addressee(cooperative_id=cooperative.pk, by=by)
        assert current_addressee(cooperative) is None
        assert PostalAddressee.objects.count() == 2
