"""The pages of field agents: a cooperative of the region, an officer's code, two hours, a lost telephone."""

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry
from cooperatives.models import Cooperative
from cooperatives.officers.mandates import RUNS_FOR
from cooperatives.officers.models import FieldAgent, Mandate, Recovery
from tests.cooperatives.officers import code_sent_to, let_in, make_agent, make_watched, other_code
from tests.factories import make_commune, make_cooperative, make_member, make_user
from tests.fairs.organisers import questions, signed_in
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db
FIELD = "/en/workspace/people/field/"


@pytest.fixture
def watched() -> tuple[Cooperative, list[User], User, Client]:
    """A cooperative, its officers, a field agent of its region, and the agent's client."""
    cooperative, officers = make_watched()
    agent = make_agent(cooperative)
    return cooperative, officers, agent, signed_in(agent)


def url_of(cooperative: Cooperative) -> str:
    return f"{FIELD}cooperatives/{cooperative.public_id}/"


def test_list_holds_the_cooperatives_of_the_region_and_finds_them(watched) -> None:
    cooperative, _officers, _agent, client = watched
    far = make_cooperative(commune=make_commune(code="011", region="01"))

    listed = client.get(FIELD).content.decode()

    assert cooperative.name_en in listed
    assert url_of(far) not in listed
    assert client.get(url_of(far)).status_code == 404
    assert "No cooperative of your region" in client.get(f"{FIELD}?q=xyzzy").content.decode()


def test_only_field_agents_come_in_and_with_a_second_factor(watched) -> None:
    cooperative, (amina, _brahim), agent, _client = watched
    without = Client()
    without.force_login(agent)

    for person in (amina, make_user(), make_user(is_staff=True)):
        assert signed_in(person).get(FIELD).status_code == 404
    assert "2fa" in without.get(url_of(cooperative))["Location"]
    FieldAgent.objects.update(ended_at=clock.now())
    assert signed_in(agent).get(FIELD).status_code == 404


def test_from_asking_to_working_to_the_end(watched) -> None:
    cooperative, (amina, _brahim), agent, client = watched

    assert send(client, f"{url_of(cooperative)}mandate/", task="").status_code == 422
    response = send(client, f"{url_of(cooperative)}mandate/", task="Photos", whom=amina.pk)
    url = response["Location"]
    assert "Photos" in client.get(url).content.decode()
    assert client.post(url, {"code": other_code(code_sent_to(amina))}).status_code == 422
    assert client.get("/en/workspace/products/").status_code == 404
    client.post(url, {"code": code_sent_to(amina)})

    shown = client.get("/en/workspace/products/").content.decode()
    assert f"You act for {cooperative.name_en} until" in shown
    assert "neither the bank account nor the members" in client.get("/en/workspace/people/me/").content.decode()
    for closed in ("bank/", "people/", "people/officers/", "people/log/", "people/our-unions/"):
        assert client.get(f"/en/workspace/{closed}").status_code == 404
    mandate = Mandate.objects.get()
    response = send(client, f"/en/workspace/people/mandates/{mandate.public_id}/end/")
    assert response["Location"] == FIELD
    assert client.get("/en/workspace/products/").status_code == 404
    assert agent.mandates.get().ended_at is not None


def test_it_is_over_after_two_hours_whatever_page_was_open(watched) -> None:
    cooperative, (amina, _brahim), agent, client = watched
    let_in(agent, cooperative, amina)
    assert client.get("/en/workspace/products/").status_code == 200

    with clock.frozen_at(clock.now() + RUNS_FOR):
        assert client.get("/en/workspace/products/").status_code == 404
        assert send(client, "/en/workspace/people/switch/", cooperative=cooperative.public_id).status_code == 404


def test_what_is_written_under_a_mandate_names_the_officer(watched) -> None:
    cooperative, (amina, _brahim), agent, client = watched
    let_in(agent, cooperative, amina)

    data = {"minimum_order": "50", "weekdays": ["1", "2"]}
    send(client, f"/en/workspace/settings/season/{cooperative.public_id}/orders/", **data)

    entry = AuditEntry.objects.get(action="season.orders")
    assert (entry.by, entry.on_behalf_of, entry.cooperative) == (agent, amina, cooperative)


def test_member_of_one_who_helps_another_sees_each_in_its_turn(watched) -> None:
    cooperative, (amina, _brahim), agent, client = watched
    own = make_cooperative()
    own.memberships.create(user=agent, role="seller")
    let_in(agent, cooperative, amina)

    shown = client.get("/en/workspace/people/switch/").content.decode()

    assert "As a field agent, until" in shown
    assert own.name_en in shown


def test_nobody_to_ask_is_said(watched) -> None:
    _cooperative, _officers, _agent, client = watched
    empty = make_cooperative()

    assert "Nobody here has a telephone number" in client.get(url_of(empty)).content.decode()


def test_lost_telephone_with_the_other_officers_code(watched) -> None:
    cooperative, (amina, brahim), _agent, client = watched
    data = {"member": amina.pk, "phone": "06 98 76 54 32", "seen": "Her identity card"}

    refused = send(client, f"{url_of(cooperative)}recovery/", **(data | {"phone": brahim.phone}))
    assert refused.context["recovery_form"].errors["phone"]
    assert send(client, f"{url_of(cooperative)}recovery/", member=amina.pk).status_code == 422
    url = send(client, f"{url_of(cooperative)}recovery/", **data)["Location"]
    assert "unless an officer stops it" in client.get(url).content.decode()
    assert client.post(url, {"code": "123456"}).status_code == 422
    assert "Sent" in told(send(client, f"{url}code/"))
    assert client.post(url, {"code": other_code(code_sent_to(brahim))}).status_code == 422
    client.post(url, {"code": code_sent_to(brahim)})

    amina.refresh_from_db()
    assert amina.phone == "+212698765432"
    assert "Done" in client.get(url).content.decode()
    again = send(client, f"{url_of(cooperative)}recovery/", **data)
    assert again.status_code == 422


def test_person_of_another_cooperative_is_not_offered(watched) -> None:
    cooperative, _officers, _agent, client = watched
    data = {"member": make_member(make_cooperative()).pk, "phone": "06 98 76 54 32", "seen": "x"}

    assert send(client, f"{url_of(cooperative)}recovery/", **data).status_code == 422
    assert not Recovery.objects.exists()


def test_others_mandates_and_recoveries_are_not_there(watched) -> None:
    cooperative, (amina, _brahim), _agent, client = watched
    other = signed_in(make_agent(cooperative))
    send(client, f"{url_of(cooperative)}mandate/", task="Photos", whom=amina.pk)
    mandate = Mandate.objects.get()

    assert other.get(f"{FIELD}mandates/{mandate.public_id}/").status_code == 404
    assert other.post(f"{FIELD}mandates/{mandate.public_id}/", {"code": code_sent_to(amina)}).status_code == 404


def test_list_asks_the_same_for_one_and_for_many(watched) -> None:
    _cooperative, _officers, _agent, client = watched
    few = questions(client, FIELD)
    for _ in range(5):
        make_cooperative()

    assert questions(client, FIELD) == few


def test_agent_is_led_to_the_field_after_signing_in(watched) -> None:
    cooperative, (amina, _brahim), agent, client = watched

    assert client.get("/en/account/after-sign-in/")["Location"] == FIELD
    let_in(agent, cooperative, amina)
    assert client.get("/en/account/after-sign-in/")["Location"] == "/en/workspace/"
