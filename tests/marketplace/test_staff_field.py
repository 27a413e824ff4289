"""Staff appoint field agents for a region, and stop the change of a number for a telephone that is not lost."""

import pytest

from cooperatives import clock
from cooperatives.officers.models import FieldAgent, Mandate
from tests.cooperatives.officers import let_in, make_agent, make_watched
from tests.cooperatives.officers import told as written_to
from tests.cooperatives.test_recoveries import lost
from tests.factories import make_commune
from tests.marketplace.staff import send, staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def given(**changed) -> dict:
    region = make_commune().province.region
    return {"phone": "06 12 34 56 78", "first_name": "Fouad", "language": "fr", "region": region.pk} | changed


def test_agent_is_appointed_once_for_a_region() -> None:
    staff = staff_client()

    send(staff, "/cms/field_agents/new/", **given())
    again = send(staff, "/cms/field_agents/new/", **given())

    agent = FieldAgent.objects.get()
    assert (agent.user.first_name, agent.user.phone) == ("Fouad", "+212612345678")
    assert again.context["form"].errors["phone"]
    assert len(written_to(agent.user)) == 1


@pytest.mark.parametrize("changed", [{"phone": "12"}, {"region": ""}, {"first_name": ""}])
def test_what_is_missing_is_said_beside_its_field(changed: dict) -> None:
    response = send(staff_client(), "/cms/field_agents/new/", **given(**changed))

    assert set(response.context["form"].errors) == set(changed)
    assert not FieldAgent.objects.exists()


def test_end_of_an_appointment_ends_what_runs_and_its_page_says_where_it_ran() -> None:
    cooperative, (amina, _brahim) = make_watched()
    agent = make_agent(cooperative)
    let_in(agent, cooperative, amina)
    staff, row = staff_client(), FieldAgent.objects.get()

    assert "Photos of three products" in staff.get(f"/cms/field_agents/inspect/{row.pk}/").content.decode()
    send(staff, f"/cms/field_agents/inspect/{row.pk}/end/")

    row.refresh_from_db()
    assert row.ended_at is not None
    assert not Mandate.objects.running().exists()


def test_lost_telephone_is_listed_and_stopped_with_a_reason() -> None:
    cooperative, (amina, _brahim) = make_watched()
    recovery = lost(cooperative, amina)
    staff = staff_client()
    url = f"/cms/recoveries/inspect/{recovery.pk}/stop/"

    assert "Amina" in staff.get("/cms/recoveries/").content.decode()
    assert recovery.phone not in staff.get(f"/cms/recoveries/inspect/{recovery.pk}/").content.decode()
    assert send(staff, url, reason="").status_code == 422
    send(staff, url, reason="Called her")

    recovery.refresh_from_db()
    assert (recovery.status, recovery.reason) == ("stopped", "Called her")
    assert "Called her" in written_to(amina)[-1]
    with clock.frozen_at(recovery.due_at):
        amina.refresh_from_db()
        assert amina.phone != recovery.phone
