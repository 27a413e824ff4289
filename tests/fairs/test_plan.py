"""Drawing a plan: nothing overlaps, who has a stall keeps it, two who draw at once are told, lists come in whole."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cooperatives.idempotency import FIELD, new_token
from cooperatives.jobs.services import run_due
from fairs.enums import EditionRole
from fairs.imports.exceptions import UnreadableList
from fairs.models import Edition, Stall, StallAssignment, Stop
from fairs.plan.exceptions import CodesTaken, OutsidePlan, PlaceTaken, PlanChanged, StallIsGiven
from fairs.plan.models import Plan, PlanMark, PlanPlace
from fairs.plan.proposing import order_stall_proposal, stall_proposal_at, take_stall_proposal
from fairs.plan.rows import read_stalls, row_of_stalls
from fairs.plan.services import Area, NewStall, draw_plan, draw_stalls, move_stall, remove_stall
from fairs.services import assign_stall, withdraw_participation
from tests.constraints import refused_by, refused_by_trigger
from tests.factories import make_cooperative, make_participation, make_stall, make_user
from tests.fairs.organisers import make_fair, make_organiser, make_participants, questions, signed_in

pytestmark = pytest.mark.django_db
SIZE = {"columns": 20, "rows": 10, "square_cm": 150}


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def stop(edition: Edition) -> Stop:
    return Stop.objects.select_related("edition").get(edition=edition)


@pytest.fixture
def plan(stop: Stop) -> Plan:
    return draw_plan(stop_id=stop.pk, values=SIZE, by=make_user())


@pytest.fixture
def desk(edition: Edition) -> Client:
    return signed_in(make_organiser(edition))


def drawn(plan: Plan, *stalls: tuple[str, Area], **values: Any) -> None:
    """These stalls, drawn by somebody who saw the plan as it stands."""
    version = Plan.objects.get(pk=plan.pk).version
    new = [NewStall(code, place, values) for code, place in stalls]
    draw_stalls(plan_id=plan.pk, version=version, stalls=new, by=make_user())


def places(plan: Plan) -> dict[str, tuple[int, int, int, int]]:
    rows = PlanPlace.objects.filter(plan=plan).select_related("stall")
    return {each.stall.code: (each.column, each.row, each.width, each.height) for each in rows}


class TestConstraints:
    def test_two_stalls_never_overlap(self, plan: Plan, edition: Edition) -> None:
        first, second = (Stall.objects.create(edition=edition, code=code) for code in ("A1", "A2"))
        PlanPlace.objects.create(plan=plan, stall=first, column=0, row=0, width=2, height=2)
        with refused_by("planplace_never_overlaps"):
            PlanPlace.objects.create(plan=plan, stall=second, column=1, row=1, width=2, height=2)
        PlanPlace.objects.create(plan=plan, stall=second, column=2, row=0, width=2, height=2)

    @pytest.mark.parametrize(
        ("name", "row"),
        [
            ("planplace_has_a_size", lambda plan, stall: PlanPlace(plan=plan, stall=stall, column=0, row=0, width=0)),
            ("planmark_has_a_size", lambda plan, _stall: PlanMark(plan=plan, kind="wall", column=0, row=0, height=0)),
        ],
    )
    def test_what_is_drawn_has_a_size(
        self, plan: Plan, edition: Edition, name: str, row: Callable[[Plan, Stall], Any]
    ) -> None:
        stall = Stall.objects.create(edition=edition, code="A1")
        with refused_by(name):
            row(plan, stall).save()

    def test_a_stall_is_drawn_once_on_a_plan(self, plan: Plan, edition: Edition) -> None:
        stall = Stall.objects.create(edition=edition, code="A1")
        PlanPlace.objects.create(plan=plan, stall=stall, column=0, row=0)
        with refused_by("planplace_once"):
            PlanPlace.objects.create(plan=plan, stall=stall, column=10, row=0)

    def test_a_plan_has_a_usual_size(self, plan: Plan) -> None:
        with refused_by("plan_of_a_usual_size"):
            Plan.objects.filter(pk=plan.pk).update(columns=0)

    def test_a_second_stall_of_the_day_needs_a_second_grant(self, edition: Edition) -> None:
        participation = make_participation(edition, make_cooperative())
        make_stall(edition, participation, code="A1")
        day, other = participation.stop.days.first(), Stall.objects.create(edition=edition, code="A2")
        with refused_by("stallassignment_one_stall_a_day"):
            StallAssignment.objects.create(stall=other, day=day, participation=participation)
        with refused_by_trigger("stallassignment_as_many_as_granted"):
            StallAssignment.objects.create(stall=other, day=day, participation=participation, place=2)
        participation.stalls = 2
        participation.save()
        StallAssignment.objects.create(stall=other, day=day, participation=participation, place=2)

    def test_an_institutions_stall_is_given_to_nobody(self, edition: Edition) -> None:
        participation = make_participation(edition, make_cooperative())
        stall = Stall.objects.create(edition=edition, code="I1", is_institutional=True)
        with refused_by_trigger("stallassignment_not_of_an_institution"):
            StallAssignment.objects.create(
                stall=stall, day=participation.stop.days.first(), participation=participation
            )
        given = make_stall(edition, participation, code="A1")
        with refused_by_trigger("stall_institutional_is_given_to_nobody"):
            Stall.objects.filter(pk=given.pk).update(is_institutional=True)


class TestDrawing:
    def test_a_row_counts_on_from_its_first_number(self) -> None:
        stalls = row_of_stalls(first="A08", count=3, place=Area(1, 2, 2, 1), is_down=False, gap=1, values={})
        assert [(new.code, new.place.column, new.place.row) for new in stalls] == [
            ("A08", 1, 2),
            ("A09", 4, 2),
            ("A10", 7, 2),
        ]
        down = row_of_stalls(first="B", count=2, place=Area(0, 0, 2, 2), is_down=True, gap=0, values={})
        assert [(new.code, new.place.row) for new in down] == [("B-1", 0), ("B-2", 2)]

    def test_one_that_would_overlap_draws_none(self, plan: Plan) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        with pytest.raises(PlaceTaken) as refused:
            drawn(plan, ("A2", Area(4, 0, 2, 2)), ("A3", Area(1, 1, 2, 2)))
        assert refused.value.codes == ["A3", "A1"]
        assert places(plan) == {"A1": (0, 0, 2, 2)}
        assert Stall.objects.count() == 1

    def test_what_is_told_of_a_stall_that_was_taken_away_is_told_anew(self, plan: Plan) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)), zone="Miel", fee=Decimal(100))
        version = Plan.objects.get(pk=plan.pk).version
        remove_stall(plan_id=plan.pk, version=version, code="A1", by=make_user())
        drawn(plan, ("A1", Area(4, 0, 2, 2)), zone="Huiles", fee=0)
        stall = Stall.objects.get(code="A1")
        assert (stall.zone, stall.fee, stall.ended_at) == ("Huiles", Decimal(100), None)

    def test_the_edge_and_a_number_twice_are_refused(self, plan: Plan) -> None:
        with pytest.raises(OutsidePlan):
            drawn(plan, ("A1", Area(19, 0, 2, 2)))
        with pytest.raises(CodesTaken):
            drawn(plan, ("A1", Area(0, 0, 2, 2)), ("A1", Area(4, 0, 2, 2)))
        assert places(plan) == {}

    def test_who_draws_on_an_old_plan_is_told(self, plan: Plan) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        with pytest.raises(PlanChanged):
            move_stall(plan_id=plan.pk, version=plan.version, code="A1", place=Area(5, 5, 2, 2), by=make_user())
        assert places(plan) == {"A1": (0, 0, 2, 2)}

    def test_a_stall_that_moves_stays_whose_it_is(self, plan: Plan, edition: Edition, stop: Stop) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        participation = make_participation(edition, make_cooperative())
        stall = Stall.objects.get(code="A1")
        days = list(stop.days.values_list("pk", flat=True))
        assign_stall(stall_id=stall.pk, participation_id=participation.pk, day_ids=days, by=make_user())
        version = Plan.objects.get(pk=plan.pk).version
        move_stall(plan_id=plan.pk, version=version, code="A1", place=Area(1, 1, 2, 2), by=make_user())
        assert places(plan) == {"A1": (1, 1, 2, 2)}
        assert StallAssignment.objects.filter(stall=stall, participation=participation).count() == len(days)

    def test_a_plan_does_not_shrink_over_what_is_drawn(self, plan: Plan, stop: Stop) -> None:
        drawn(plan, ("A1", Area(10, 0, 2, 2)))
        with pytest.raises(OutsidePlan) as refused:
            draw_plan(stop_id=stop.pk, values=SIZE | {"columns": 11}, by=make_user())
        assert refused.value.codes == ["A1"]
        assert Plan.objects.get(pk=plan.pk).columns == 20

    def test_a_stall_that_is_given_is_not_taken_away(self, plan: Plan, edition: Edition, stop: Stop) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        participation = make_participation(edition, make_cooperative())
        stall = Stall.objects.get(code="A1")
        # A day to come, whatever today is.
        day = stop.days.order_by("-day").first()
        StallAssignment.objects.create(stall=stall, day=day, participation=participation)
        stop.days.filter(pk=day.pk).update(day="2099-01-01")
        version = Plan.objects.get(pk=plan.pk).version
        with pytest.raises(StallIsGiven) as refused:
            remove_stall(plan_id=plan.pk, version=version, code="A1", by=make_user())
        assert (refused.value.names, len(refused.value.days)) == ([str(participation.cooperative)], 1)
        assert places(plan) == {"A1": (0, 0, 2, 2)}
        withdraw_participation(participation_id=participation.pk, by=make_user())
        remove_stall(plan_id=plan.pk, version=version, code="A1", by=make_user())
        assert places(plan) == {}
        assert Stall.objects.get(code="A1").ended_at is not None


class TestList:
    HEADS = "code;zone;m2;watts;fee;column;row;width;height\n"

    def read(self, text: str, **taken: Area) -> Any:
        return read_stalls((self.HEADS + text).encode(), columns=20, taken=taken)

    def test_good_rows_are_drawn_where_they_say_or_in_rows_below(self) -> None:
        found = self.read("A1;Huiles;9;500;120,50;1;1;2;2\nA2;;;;;;;;\nA3;;;;;;;;\n")
        assert [new.code for new in found.good] == ["A1", "A2", "A3"]
        first, second, third = (new.place for new in found.good)
        assert first == Area(0, 0, 2, 2)
        assert not any(one.overlaps(other) for one, other in ((first, second), (first, third), (second, third)))
        assert found.good[0].values == {
            "zone": "Huiles",
            "area": Decimal(9),
            "power_watts": 500,
            "fee": Decimal("120.50"),
        }
        assert found.bad == []

    def test_each_bad_row_says_where_and_why(self) -> None:
        found = self.read(
            "A 1;;;;;;;;\nB1;;;;;1;1;2;2\nB1;;;;;5;1;2;2\nB2;;viel;;;;;;\n"
            "B3;;;x;;;;;\nB4;;;;;20;1;2;2\nB5;;;;;2;2;2;2\nB6;;;;;0;1;2;2\nB7;;;;;3;;2;2\n"
        )
        assert [(row.number, row.column, row.why) for row in found.bad] == [
            (2, "code", "code"),
            (4, "code", "twice"),
            (5, "m2", "amount"),
            (6, "watts", "whole"),
            (7, "column", "outside"),
            (8, "column", "taken:B1"),
            (9, "column", "outside"),
            (10, "column", "half"),
        ]
        assert [new.code for new in found.good] == ["B1"]

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("A1;;nan;;;;;;", "amount"),
            ("A1;;1,234;;;;;;", "amount"),
            ("A1;;;99999999999;;;;;", "whole"),
            ("A1;;;;;1;99999;;", "whole"),
            ("A1;;;;;;;0;", "outside"),
            ("A1;;;;;1;200;2;2", "outside"),
            ("A1;" + "z" * 61 + ";;;;;;;", "long"),
        ],
    )
    def test_no_number_in_a_list_is_too_strange_to_be_told(self, row: str, why: str) -> None:
        found = self.read(row)
        assert ([bad.why for bad in found.bad], found.good) == ([why], [])

    def test_digits_of_any_script_are_read(self) -> None:
        found = self.read("A1;;٩,٥;²;;٣;۱;;")
        assert (found.bad, found.good[0].place.column) == ([], 2)
        assert (found.good[0].values["area"], found.good[0].values["power_watts"]) == (Decimal("9.5"), 2)

    def test_stalls_for_which_no_room_is_left_are_told(self) -> None:
        rows = "".join(f"S{number};;;;;;;20;4\n" for number in range(40))
        found = self.read(rows)
        assert (len(found.good), {bad.why for bad in found.bad}) == (33, {"full"})

    def test_a_title_above_the_heads_is_passed_over_and_a_list_without_codes_refused(self) -> None:
        titled = b"Liste des stands\ncode;zone\nA1;Miel\n"
        assert [new.code for new in read_stalls(titled, columns=20, taken={}).good] == ["A1"]
        with pytest.raises(UnreadableList):
            read_stalls(b"nom;zone\nA1;Miel\n", columns=20, taken={})


class TestPages:
    def post(self, desk: Client, edition: Edition, name: str, data: dict[str, Any], *args: Any) -> Any:
        plan = Plan.objects.filter(stop__edition=edition).first()
        url = reverse(f"organiser:{name}", args=[edition.code, 1, *args])
        return desk.post(url, {FIELD: new_token(), "version": plan.version if plan else 0} | data)

    def test_a_plan_is_drawn_given_moved_and_a_stall_taken_away(self, desk: Client, edition: Edition) -> None:
        one = {"column": 1, "row": 1, "width": 2, "height": 2}
        assert self.post(desk, edition, "plan-size", SIZE).status_code == 302
        assert self.post(desk, edition, "plan-row", one | {"first": "A1", "count": 3, "gap": 0}).status_code == 302
        participation = make_participation(edition, make_cooperative())
        given = self.post(desk, edition, "plan-give", {"participation": participation.public_id}, "A2")
        assert given.status_code == 302
        assert self.post(desk, edition, "plan-move", one | {"column": 9}, "A2").status_code == 302
        assert self.post(desk, edition, "plan-remove", {}, "A3").status_code == 302
        plan = Plan.objects.get()
        assert places(plan) == {"A1": (0, 0, 2, 2), "A2": (8, 0, 2, 2)}
        assert StallAssignment.objects.filter(stall__code="A2", participation=participation).count() == 3
        page = desk.get(reverse("organiser:plan", args=[edition.code]) + "?stall=A2").content.decode()
        assert str(participation.cooperative) in page

    def test_what_would_overlap_is_said_beside_the_field_and_kept(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        typed = {"first": "B1", "count": 1, "column": 2, "row": 2, "width": 2, "height": 2, "gap": 0, "zone": "Miel"}
        answer = self.post(desk, edition, "plan-row", typed)
        assert answer.status_code == 422
        assert 'value="Miel"' in answer.content.decode()
        assert places(plan) == {"A1": (0, 0, 2, 2)}

    def test_a_stall_taken_a_moment_ago_is_said(self, desk: Client, edition: Edition, plan: Plan) -> None:
        drawn(plan, ("A1", Area(0, 0, 2, 2)))
        first, second = (make_participation(edition, make_cooperative()) for _ in range(2))
        self.post(desk, edition, "plan-give", {"participation": first.public_id}, "A1")
        answer = self.post(desk, edition, "plan-give", {"participation": second.public_id}, "A1")
        assert answer.status_code == 422
        assert set(StallAssignment.objects.values_list("participation", flat=True)) == {first.pk}

    def test_a_list_of_500_with_7_bad_rows_is_drawn_whole_or_its_right_rows(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        rows = [f"S{number:03};;;;;;;;" for number in range(493)] + [f"bad row {number};;;;;;;;" for number in range(7)]
        text = TestList.HEADS + "\n".join(rows)
        sent = lambda: SimpleUploadedFile("stalls.csv", text.encode())  # noqa: E731
        refused = self.post(desk, edition, "plan-list", {"file": sent()})
        assert refused.status_code == 422
        html = refused.content.decode()
        assert html.count("bad row") == 7
        assert places(plan) == {}
        # The list lies ready: it is not chosen again.
        kept = BeautifulSoup(html, "html.parser").select_one("input[name=kept]")["value"]
        stranger = self.post(signed_in(make_organiser(edition)), edition, "plan-list", {"kept": kept, "only_good": "1"})
        assert stranger.status_code == 422
        assert self.post(desk, edition, "plan-list", {"kept": kept, "only_good": "1"}).status_code == 302
        assert len(places(plan)) == 493

    def test_only_who_answers_for_the_edition_draws(self, edition: Edition, plan: Plan) -> None:
        for role, status in ((EditionRole.COMMITTEE, 404), (EditionRole.FIELD_STAFF, 404), (EditionRole.OWNER, 302)):
            client = signed_in(make_organiser(edition, role=role))
            assert self.post(client, edition, "plan-size", SIZE).status_code == status

    def test_the_page_asks_as_much_for_two_stalls_as_for_forty(
        self, desk: Client, edition: Edition, plan: Plan
    ) -> None:
        url = reverse("organiser:plan", args=[edition.code])
        drawn(plan, *((f"A{at}", Area(at * 2, 0, 2, 2)) for at in range(2)))
        make_participants(edition, 2)
        few = questions(desk, url)
        drawn(plan, *((f"B{at}", Area(at, 4, 1, 1)) for at in range(20)))
        make_participants(edition, 38)
        assert questions(desk, url) == few


class TestProposal:
    def test_everybody_gets_a_stall_and_one_that_was_given_meanwhile_is_told(
        self, edition: Edition, stop: Stop, plan: Plan
    ) -> None:
        by = make_user()
        drawn(plan, *((f"A{at}", Area(at * 2, 0, 2, 2)) for at in range(4)))
        first, second, third = make_participants(edition, 3)
        order_stall_proposal(stop_id=stop.pk, by=by)
        run_due()
        state = stall_proposal_at(stop)
        assert state is not None
        assert state.is_there
        rows = {row["participation"]: row["new"] for row in state.entry.after["placements"]}
        assert {len(new) for new in rows.values()} == {1}
        assert len({new[0] for new in rows.values()}) == 3
        rival = make_participation(edition, make_cooperative())
        taken = rows[second.public_id][0]
        stall = Stall.objects.get(code=taken)
        days = list(stop.days.values_list("pk", flat=True))
        assign_stall(stall_id=stall.pk, participation_id=rival.pk, day_ids=days, by=by)
        done = take_stall_proposal(stop_id=stop.pk, entry_id=state.entry.pk, by=by)
        assert (done.given, done.gone) == (2, (taken,))
        assert set(StallAssignment.objects.values_list("participation", flat=True)) == {first.pk, third.pk, rival.pk}
        again = stall_proposal_at(stop)
        assert again is not None
        assert not again.is_there
