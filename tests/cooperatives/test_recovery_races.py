"""Field agents and officers at once: a mandate that begins while it ends, a number due while it is stopped."""

import pytest

from cooperatives import clock
from cooperatives.audit.services import ForbiddenMove
from cooperatives.officers.enums import RecoveryStatus
from cooperatives.officers.mandates import ask_mandate, begin_mandate, end_mandate
from cooperatives.officers.models import Recovery
from cooperatives.officers.recoveries import ask_recovery
from cooperatives.officers.recovering import finish_due, stop_recovery
from cooperatives.permissions import cooperatives_for
from tests.concurrency.test_last_jar import at_once
from tests.cooperatives.officers import code_sent_to, make_agent, make_watched

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]


def test_ended_while_it_begins_it_is_one_or_the_other() -> None:
    cooperative, (amina, _brahim) = make_watched()
    agent = make_agent(cooperative)
    mandate = ask_mandate(cooperative_id=cooperative.pk, task="Photos", by=agent)
    code = code_sent_to(amina)

    at_once(
        lambda: begin_mandate(mandate_id=mandate.pk, code=code, by=agent),
        lambda: end_mandate(mandate_id=mandate.pk, by=amina),
    )

    mandate.refresh_from_db()
    # Whoever came first: once it is ended, nothing is open.
    assert mandate.ended_at is not None
    assert not cooperatives_for(agent).exists()


def test_stopped_while_it_comes_due_it_is_one_or_the_other() -> None:
    for number in range(3):
        cooperative, (amina, brahim) = make_watched()
        recovery = ask_recovery(
            cooperative_id=cooperative.pk,
            user_id=amina.pk,
            phone=f"+21269876540{number}",
            seen="CIN",
            by=make_agent(cooperative),
        )

        def come_due(recovery: Recovery = recovery) -> None:
            with clock.frozen_at(recovery.due_at):
                finish_due(recovery_id=recovery.pk)

        outcomes = at_once(
            come_due,
            lambda recovery=recovery, by=brahim: stop_recovery(recovery_id=recovery.pk, reason="x", by=by),
        )

        recovery.refresh_from_db()
        amina.refresh_from_db()
        was_stopped = recovery.status == RecoveryStatus.STOPPED
        assert (amina.phone == recovery.phone) is not was_stopped
        assert sum(isinstance(each, ForbiddenMove) for each in outcomes) == (0 if was_stopped else 1)
