"""Field agents: let in by an officer's code for two hours, with neither the bank account nor the members."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cooperatives import clock
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import log_status, record_act, record_acts
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.codes import TRIES
from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.exceptions import (
    AgentBelongsHere,
    AgentEnded,
    AlreadyAgent,
    AlreadySettled,
    CodeTooOld,
    NobodyToAsk,
    NotInTheirRegion,
    NoTriesLeft,
    TooManyAsked,
    WrongCode,
)
from cooperatives.officers.mandates import (
    ASKED_A_DAY,
    RUNS_FOR,
    appoint_agent,
    ask_mandate,
    begin_mandate,
    end_agent,
    end_mandate,
)
from cooperatives.officers.middleware import OnBehalfOfMiddleware
from cooperatives.officers.models import FieldAgent, Mandate
from cooperatives.officers.recoveries import ask_recovery
from cooperatives.officers.recovering import AGENT_ENDED
from cooperatives.officers.selectors import MANDATE_CODE_FOR
from cooperatives.permissions import AREAS_OF_MANDATE, Area, cooperatives_for, cooperatives_where, roles_of, user_can
from tests.cooperatives.officers import code_sent_to, let_in, make_agent, make_watched, other_code, told
from tests.factories import make_commune, make_cooperative, make_member, make_user

pytestmark = pytest.mark.django_db


def ask(agent, cooperative: Cooperative, **given) -> Mandate:
    return ask_mandate(cooperative_id=cooperative.pk, task="Photos of three products", by=agent, **given)


class TestAgents:
    def test_appointed_by_number_and_told(self) -> None:
        region = make_commune().province.region
        agent = appoint_agent(
            phone="+212612345678", region_id=region.pk, first_name="Fouad", language="fr", by=make_user(is_staff=True)
        )

        assert (agent.user.first_name, agent.region) == ("Fouad", region)
        assert "/fr/workspace/people/field/" in told(agent.user)[0]
        assert AuditEntry.objects.filter(action="fieldagent.create").exists()

    def test_not_twice_for_a_region(self) -> None:
        region, staff = make_commune().province.region, make_user(is_staff=True)
        given = {"phone": "+212612345678", "region_id": region.pk, "by": staff}
        agent = appoint_agent(**given)

        with pytest.raises(AlreadyAgent):
            appoint_agent(**given)
        end_agent(agent_id=agent.pk, by=staff)
        with pytest.raises(AgentEnded):
            end_agent(agent_id=agent.pk, by=staff)
        appoint_agent(**given)

        assert FieldAgent.objects.current().count() == 1

    def test_end_of_the_appointment_ends_what_runs(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        with clock.frozen_at(clock.now() - 2 * RUNS_FOR):
            past = let_in(agent, cooperative, amina)
        let_in(agent, cooperative, amina)

        end_agent(agent_id=FieldAgent.objects.get().pk, by=make_user(is_staff=True))

        assert not cooperatives_for(agent).exists()
        assert AuditEntry.objects.filter(action="mandate.end").count() == 1
        past.refresh_from_db()
        assert past.ended_at is None

    def test_end_of_the_appointment_stops_the_numbers_that_wait(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        asked = {"cooperative_id": cooperative.pk, "user_id": amina.pk, "phone": "+212698765432", "seen": "CIN"}
        recovery = ask_recovery(**asked, by=agent)

        end_agent(agent_id=FieldAgent.objects.get().pk, by=make_user(is_staff=True))

        recovery.refresh_from_db()
        assert (recovery.status, recovery.reason) == (RecoveryStatus.STOPPED, AGENT_ENDED)
        assert told(amina)[-1] != told(amina)[-2]


class TestBeginning:
    def test_code_goes_to_an_officer_with_what_it_is_for(self) -> None:
        cooperative, (amina, brahim) = make_watched()
        agent = make_agent(cooperative)

        mandate = ask(agent, cooperative, of_id=brahim.pk)

        assert (mandate.given_by, mandate.begun_at) == (brahim, None)
        assert told(amina) == []
        assert "Photos of three products" in told(brahim)[0]
        assert not cooperatives_for(agent).exists()

    def test_code_opens_all_but_the_bank_account_and_the_members(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)

        let_in(agent, cooperative, amina)

        for area in Area.values:
            is_open = area not in ("bank", "members")
            assert (area in AREAS_OF_MANDATE) is is_open
            assert user_can(agent, cooperative, area) is is_open
            assert cooperatives_where(agent, area).filter(pk=cooperative.pk).exists() is is_open
        assert roles_of(agent) == {"mandate"}

    def test_it_ends_by_itself_after_two_hours(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        let_in(agent, cooperative, amina)

        with clock.frozen_at(clock.now() + RUNS_FOR):
            assert not cooperatives_for(agent).exists()
            assert not user_can(agent, cooperative, Area.CATALOGUE)
            assert roles_of(agent) == set()

    def test_every_officer_is_told_that_it_began(self) -> None:
        cooperative, officers = make_watched()
        let_in(make_agent(cooperative), cooperative, officers[0])

        assert all("Fouad" in told(officer)[-1] for officer in officers)

    def test_wrong_codes_are_counted(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        mandate = ask(agent, cooperative)
        wrong = other_code(code_sent_to(amina))

        for _ in range(TRIES - 1):
            with pytest.raises(WrongCode):
                begin_mandate(mandate_id=mandate.pk, code=wrong, by=agent)
        for code in (wrong, code_sent_to(amina)):
            with pytest.raises(NoTriesLeft):
                begin_mandate(mandate_id=mandate.pk, code=code, by=agent)

        assert not cooperatives_for(agent).exists()

    def test_code_is_good_for_half_an_hour_and_until_another_is_asked_for(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        first = ask(agent, cooperative)
        before = code_sent_to(amina)
        second = ask(agent, cooperative)

        with pytest.raises(AlreadySettled):
            begin_mandate(mandate_id=first.pk, code=before, by=agent)
        with clock.frozen_at(clock.now() + MANDATE_CODE_FOR), pytest.raises(CodeTooOld):
            begin_mandate(mandate_id=second.pk, code=code_sent_to(amina), by=agent)

    def test_agent_of_another_region_or_of_the_cooperative_itself_is_refused(self) -> None:
        cooperative, _officers = make_watched()
        far = make_agent(make_cooperative(commune=make_commune(code="011", region="01")))
        own = make_agent(cooperative)
        Membership.objects.create(user=own, cooperative=cooperative, role="seller")

        with pytest.raises(NotInTheirRegion):
            ask(far, cooperative)
        with pytest.raises(NotInTheirRegion):
            ask(make_user(), cooperative)
        with pytest.raises(AgentBelongsHere):
            ask(own, cooperative)

        assert not Mandate.objects.exists()

    def test_managers_let_in_where_no_officer_is_named(self) -> None:
        cooperative = make_cooperative()
        agent, manager = make_agent(cooperative), make_member(cooperative, language="fr")
        make_member(cooperative, role="seller")

        assert ask(agent, cooperative).given_by == manager
        with pytest.raises(NobodyToAsk):
            ask(agent, make_cooperative())

    def test_officers_are_not_asked_without_end(self) -> None:
        cooperative, _officers = make_watched()
        agent = make_agent(cooperative)
        for _ in range(ASKED_A_DAY):
            ask(agent, cooperative)

        with pytest.raises(TooManyAsked):
            ask(agent, cooperative)

    def test_code_of_an_officer_who_left_opens_nothing(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        mandate = ask(agent, cooperative)
        Membership.objects.filter(user=amina).update(left_at=clock.now())

        with pytest.raises(NobodyToAsk):
            begin_mandate(mandate_id=mandate.pk, code=code_sent_to(amina), by=agent)

    def test_agent_works_in_one_cooperative_at_a_time(self) -> None:
        (first, (amina, _)), (second, (brahim, _2)) = make_watched(), make_watched()
        agent = make_agent(first)
        let_in(agent, first, amina)

        let_in(agent, second, brahim)

        assert list(cooperatives_for(agent)) == [second]


class TestEnding:
    def test_ended_it_opens_nothing_from_that_moment(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        mandate = let_in(agent, cooperative, amina)

        end_mandate(mandate_id=mandate.pk, by=amina)

        assert not cooperatives_for(agent).exists()
        assert not user_can(agent, cooperative, Area.ORDERS)
        with pytest.raises(AlreadySettled):
            end_mandate(mandate_id=mandate.pk, by=agent)

    def test_one_that_is_over_is_not_ended_again(self) -> None:
        cooperative, (amina, _brahim) = make_watched()
        mandate = let_in(make_agent(cooperative), cooperative, amina)

        with clock.frozen_at(clock.now() + RUNS_FOR), pytest.raises(AlreadySettled):
            end_mandate(mandate_id=mandate.pk, by=amina)


class TestOnBehalfOf:
    def entry(self, path: str, agent, cooperative: Cooperative | None) -> AuditEntry:
        subject = cooperative or make_cooperative()

        def answer(_request) -> HttpResponse:
            record_act(action="test", subject=subject, by=agent, cooperative=cooperative)
            return HttpResponse()

        OnBehalfOfMiddleware(answer)(RequestFactory().get(path))
        return AuditEntry.objects.get(action="test")

    @pytest.fixture
    def running(self):
        cooperative, (amina, _brahim) = make_watched()
        agent = make_agent(cooperative)
        let_in(agent, cooperative, amina)
        return cooperative, amina, agent

    @pytest.mark.parametrize("names_it", [True, False])
    def test_log_says_for_whom(self, running, names_it: bool) -> None:
        cooperative, amina, agent = running

        entry = self.entry("/ar/workspace/products/", agent, cooperative if names_it else None)

        assert (entry.by, entry.on_behalf_of) == (agent, amina)

    def test_elsewhere_and_for_others_nobody_is_named(self, running) -> None:
        _cooperative, _amina, agent = running

        assert self.entry("/ar/workspace/products/", agent, make_cooperative()).on_behalf_of is None

    def test_outside_the_workspace_an_agent_acts_for_themselves(self, running) -> None:
        cooperative, _amina, agent = running

        assert self.entry("/ar/account/", agent, cooperative).on_behalf_of is None

    def test_after_the_end_nobody_is_named(self, running) -> None:
        cooperative, amina, agent = running
        end_mandate(mandate_id=Mandate.objects.get().pk, by=amina)

        assert self.entry("/ar/workspace/products/", agent, cooperative).on_behalf_of is None

    def test_move_of_a_status_says_it_too(self, running) -> None:
        cooperative, amina, agent = running

        def answer(_request) -> HttpResponse:
            log_status(cooperative, old="applied", by=agent)
            return HttpResponse()

        OnBehalfOfMiddleware(answer)(RequestFactory().get("/fr/workspace/"))

        move = StatusChange.objects.latest("pk")
        assert (move.by, move.on_behalf_of) == (agent, amina)

    def test_many_rows_at_once_say_it_too(self, running) -> None:
        cooperative, amina, agent = running

        def answer(_request) -> HttpResponse:
            record_acts(action="many", subjects=[cooperative], by=agent)
            return HttpResponse()

        OnBehalfOfMiddleware(answer)(RequestFactory().get("/fr/workspace/stock/"))

        assert AuditEntry.objects.get(action="many").on_behalf_of == amina
