"""Two of the staff judge one paper at once: one wins, the other is told. Real threads on committed rows."""

from collections.abc import Callable
from functools import partial

import pytest

from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.joining import papers
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.models import Paper
from cooperatives.joining.papers import accept_paper, add_pages, ask_again, pages_of
from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from tests.concurrency.test_refunds_race import at_once
from tests.cooperatives.joining import applicant_of, make_applied, paper_of, photograph
from tests.factories import make_user

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
ROUNDS = 5


def judged_at_once(cooperative: Cooperative) -> tuple[Paper, list[object]]:
    paper = paper_of(cooperative, "ice")
    seen, first, second = pages_of(paper), make_user(), make_user()
    accept: Callable[[], object] = lambda: accept_paper(paper_id=paper.pk, seen=seen, by=first)  # noqa: E731
    ask: Callable[[], object] = lambda: ask_again(paper_id=paper.pk, seen=seen, reason="x", by=second)  # noqa: E731
    outcomes = at_once(accept, ask)
    paper.refresh_from_db()
    return paper, outcomes


def test_of_two_who_judge_at_once_one_wins_and_the_other_is_told() -> None:
    for number in range(ROUNDS):
        cooperative = _applied(number)
        Message.objects.all().delete()

        paper, outcomes = judged_at_once(cooperative)

        refused = [each for each in outcomes if isinstance(each, ForbiddenMove)]
        won = [each for each in outcomes if isinstance(each, Paper)]
        assert (len(refused), len(won)) == (1, 1), outcomes
        assert paper.status == won[0].status
        assert bool(Message.objects.exists()) is (paper.status == "asked_again")
        moves = StatusChange.objects.filter(subject_type="joining.paper", subject_id=str(paper.pk))
        assert moves.exclude(old_status="").count() == 1


def test_a_page_is_never_added_to_a_paper_that_is_being_accepted() -> None:
    for number in range(ROUNDS):
        cooperative = _applied(number)
        paper, staff, by = paper_of(cooperative, "ice"), make_user(), applicant_of(cooperative)
        seen, photos = pages_of(paper), [photograph(11)]

        at_once(
            partial(accept_paper, paper_id=paper.pk, seen=seen, by=staff),
            partial(add_pages, cooperative_id=cooperative.pk, kind=PaperKind.ICE, photographs=photos, by=by),
        )

        paper.refresh_from_db()
        assert (paper.status, pages_of(paper) == seen) in [("accepted", True), ("sent", False)]


def test_without_the_lock_both_would_win(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: neither row is held, so both find the paper as it was sent."""
    monkeypatch.setattr(papers, "cooperative_for_update", lambda pk: Cooperative.objects.get(pk=pk))
    monkeypatch.setattr(papers, "row_for_update", lambda model, pk: model.objects.get(pk=pk))

    won = 0
    for number in range(ROUNDS):
        _paper, outcomes = judged_at_once(_applied(number))
        won = max(won, sum(isinstance(each, Paper) for each in outcomes))

    assert cooperative_for_update is not papers.cooperative_for_update
    assert won == 2


def _applied(number: int) -> Cooperative:
    """Each round has its own, with an ICE of its own."""
    base = f"{100_000_000 + number:09d}0000"
    return make_applied(ice=f"{base}{97 - int(base) * 100 % 97:02d}")
