"""The page where a manager says where the cooperative's money goes."""

import pytest
from django.test import Client

from cooperatives.settlements.models import BankAccount, PostalAddressee
from cooperatives.settlements.services.accounts import reject_bank_account
from tests.cooperatives.paying import give_account, make_rib
from tests.factories import make_cooperative, make_member, make_user
from tests.fairs.organisers import questions, signed_in
from tests.marketplace.staff import send

pytestmark = pytest.mark.django_db


def manager_of(cooperative) -> Client:
    return signed_in(make_member(cooperative))


def save(client: Client, cooperative, way: str = "account", **data):
    return send(client, f"/fr/workspace/bank/{cooperative.public_id}/{way}/", **data)


def test_a_manager_writes_the_rib_and_reads_four_of_its_digits() -> None:
    cooperative = make_cooperative()
    client = manager_of(cooperative)

    response = save(client, cooperative, holder="Cooperative Amal", rib=make_rib(1))
    page = client.get(response["Location"]).content.decode()

    account = BankAccount.objects.get()
    assert (account.rib, account.checked_at) == (make_rib(1), None)
    assert f"•••• {make_rib(1)[-4:]}" in page
    assert make_rib(1) not in page


@pytest.mark.parametrize(
    ("rib", "said"),
    [
        ("", "Write the 24 digits of the RIB."),
        ("123", "A RIB has 24 digits; here are 3."),
        ("MA64 007", "A RIB has digits alone: write it without letters."),
        ("0" * 24, "The last two digits do not fit the others: one is wrong or two are swapped."),
    ],
)
def test_a_wrong_rib_is_refused_in_plain_words_and_kept(rib: str, said: str) -> None:
    cooperative = make_cooperative()
    client = manager_of(cooperative)

    response = send(client, f"/en/workspace/bank/{cooperative.public_id}/account/", holder="Cooperative Amal", rib=rib)

    assert response.status_code == 422
    assert response.context["forms"]["account"].errors["rib"] == [said]
    assert f'value="{rib}"' in response.content.decode() or not rib
    assert not BankAccount.objects.exists()


def test_a_name_the_bank_cannot_read_is_refused() -> None:
    cooperative = make_cooperative()

    response = save(manager_of(cooperative), cooperative, holder="تعاونية أمل", rib=make_rib(1))

    assert response.status_code == 422
    assert not BankAccount.objects.exists()


def test_sent_twice_it_is_written_once() -> None:
    cooperative = make_cooperative()
    client = manager_of(cooperative)
    url = f"/fr/workspace/bank/{cooperative.public_id}/account/"
    sent = {"once": "x" * 24, "holder": "Amal", "rib": make_rib(1)}

    client.post(url, sent)
    client.post(url, sent | {"rib": make_rib(2)})

    assert BankAccount.objects.get().rib == make_rib(1)


def test_a_cooperative_without_an_account_names_who_collects() -> None:
    cooperative = make_cooperative()
    client = manager_of(cooperative)

    wrong = save(client, cooperative, "addressee", name="Fatima Amrani", cin="123", office="Tafraout")
    save(client, cooperative, "addressee", name="Fatima Amrani", cin="ab 123456", office="Tafraout")

    found = PostalAddressee.objects.get()
    assert wrong.status_code == 422
    assert (found.name, found.cin, found.office) == ("Fatima Amrani", "AB123456", "Tafraout")
    assert "AB123456" not in client.get("/fr/workspace/bank/").content.decode()


def test_why_an_account_was_turned_down_stands_there() -> None:
    cooperative = make_cooperative()
    reject_bank_account(account_id=give_account(cooperative).pk, reason="Another name", by=make_user())

    assert "Another name" in manager_of(cooperative).get("/fr/workspace/bank/").content.decode()


@pytest.mark.parametrize("role", ["seller", "accountant", "catalogue_keeper"])
def test_only_managers_reach_it(role: str) -> None:
    cooperative = make_cooperative()
    client = signed_in(make_member(cooperative, role=role))

    assert client.get("/fr/workspace/bank/").status_code == 404
    assert save(client, cooperative, holder="Amal", rib=make_rib(1)).status_code == 404
    assert not BankAccount.objects.exists()


def test_anothers_cooperative_is_not_there() -> None:
    client, other = manager_of(make_cooperative()), make_cooperative()

    assert save(client, other, holder="Amal", rib=make_rib(1)).status_code == 404
    assert save(client, other, "elsewhere").status_code == 404
    assert not BankAccount.objects.exists()


def test_the_page_asks_the_same_number_of_questions_whatever_stands_there() -> None:
    cooperative = make_cooperative()
    client = manager_of(cooperative)
    client.get("/fr/workspace/bank/")
    before = questions(client, "/fr/workspace/bank/")
    for _ in range(3):
        give_account(cooperative)

    assert questions(client, "/fr/workspace/bank/") == before
