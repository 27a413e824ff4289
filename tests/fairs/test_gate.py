"""The gate's API: what telephones take along, and arrivals that they noted without network, each once."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from fairs.attendance.badges import end_badge, make_badges
from fairs.attendance.models import Absence, Arrival, Badge
from fairs.attendance.services import note_absence
from fairs.enrolment import revoke_device
from fairs.enums import ParticipationStatus
from fairs.models import Edition, EditionDay, EditionMembership, Participation
from tests.factories import make_cooperative, make_edition, make_participation, make_stall
from tests.fairs.rounds import DAY, Enumerator, make_enumerator, make_evening

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_the_morning():
    with clock.frozen_at(NINE + timedelta(minutes=30)):
        yield


class Gate:
    """A telephone at the gate of an edition, and those who come."""

    def __init__(self, edition: Edition, comers: list[Participation], who: Enumerator) -> None:
        self.edition, self.comers, self.who = edition, comers, who
        make_badges(stop=comers[0].stop, by=who.user)

    def badge(self, number: int = 0) -> Badge:
        return Badge.objects.get(participation=self.comers[number], ended_at=None)

    def arrival(self, number: int = 0, **given: Any) -> dict[str, Any]:
        scanned = {"id": str(uuid4()), "day": "2026-08-03", "at": NINE.isoformat(), "way": "scan"}
        return scanned | {"badge": self.badge(number).public_id} | given

    def by_hand(self, number: int = 0, **given: Any) -> dict[str, Any]:
        named = {"way": "hand", "badge": None, "participation": self.comers[number].public_id}
        return self.arrival(number) | named | given

    def mistaken(self, *mistakes: Any) -> list[dict[str, Any]]:
        return list(self.post({"mistakes": list(mistakes)}, "mistakes").json()["results"])

    def post(self, payload: Any, what: str = "arrivals") -> Any:
        body = payload if isinstance(payload, str) else json.dumps(payload)
        return self.who.client.post(
            f"/api/gate/v1/{what}", body, content_type="application/json", headers=self.who.headers()
        )

    def send(self, *arrivals: Any) -> list[dict[str, Any]]:
        answer = self.post({"arrivals": list(arrivals)})
        assert answer.status_code == 200, answer.content
        return answer.json()["results"]

    def book(self) -> Any:
        return self.who.client.get("/api/gate/v1/book", headers=self.who.headers())


@pytest.fixture
def gate() -> Gate:
    return Gate(*make_evening(stalls=3))


def said(results: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(each["status"], [problem["code"] for problem in each["problems"]]) for each in results]


def test_arrivals_are_recorded_once_however_often_they_are_sent(gate: Gate) -> None:
    sent = [gate.arrival(0), gate.arrival(1, way="code"), gate.by_hand(2)]
    assert said(gate.send(*sent)) == [("accepted", [])] * 3
    again = gate.send(*sent)
    assert said(again) == [("duplicate", [])] * 3
    assert [each["id"] for each in again] == [each["id"] for each in sent]
    rows = Arrival.objects.order_by("participation")
    assert [(row.way, row.arrived_at, row.recorded_by) for row in rows] == [
        ("scan", NINE, gate.who.user),
        ("code", NINE, gate.who.user),
        ("hand", NINE, gate.who.user),
    ]


def test_badge_that_two_telephones_scanned_stays_as_the_first_noted(gate: Gate) -> None:
    other = Gate(gate.edition, gate.comers, make_enumerator(gate.edition, name="Amina"))
    gate.send(gate.arrival())
    (result,) = other.send(gate.arrival(at=(NINE + timedelta(minutes=5)).isoformat()))
    assert (result["status"], result["problems"][0]["code"]) == ("duplicate", "came_before")
    assert datetime.fromisoformat(result["at"]) == NINE
    assert Arrival.objects.count() == 1


def test_arrival_noted_by_mistake_is_taken_back_once_and_scanned_anew(gate: Gate) -> None:
    wrong, right = gate.arrival(), gate.arrival(1)
    gate.send(wrong, right)
    (book,) = [row for row in gate.book().json()["comers"] if row["id"] == gate.comers[0].public_id]
    assert [row["id"] for row in book["arrived"]] == [wrong["id"]]
    mistake = {"id": str(uuid4()), "arrival": wrong["id"]}
    never_recorded = {"id": str(uuid4()), "arrival": str(uuid4())}
    assert said(gate.mistaken(mistake, never_recorded, {"id": "x"})) == [
        ("accepted", []),
        ("duplicate", []),
        ("invalid", ["unreadable"]),
    ]
    # A lost answer, and the arrival itself sent again: it stays taken back.
    assert said(gate.mistaken(mistake)) == [("duplicate", [])]
    assert said(gate.send(wrong)) == [("duplicate", [])]
    assert [row.key for row in Arrival.objects.standing()] == [UUID(right["id"])]
    assert said(gate.send(gate.arrival())) == [("accepted", [])]
    # Another edition's telephone reaches nothing here.
    other = Gate(*make_evening(stalls=1))
    assert said(other.mistaken({"id": str(uuid4()), "arrival": right["id"]})) == [("duplicate", [])]
    assert Arrival.objects.standing().filter(key=right["id"]).exists()
    revoke_device(device=gate.who.tablet, by=gate.who.user)
    assert said(gate.mistaken({"id": str(uuid4()), "arrival": right["id"]})) == [("invalid", ["tablet_revoked"])]


def test_nobody_is_noted_for_a_day_that_has_not_begun(gate: Gate) -> None:
    (result,) = said(gate.send(gate.arrival(day="2026-08-04")))
    assert result == ("invalid", ["day_not_come"])
    assert not Arrival.objects.exists()


def test_broken_record_among_good_ones_stops_none_and_is_kept_word_for_word(gate: Gate) -> None:
    broken = [
        gate.arrival(0) | {"at": "yesterday"},
        gate.arrival(0) | {"way": "hand"},
        gate.arrival(0) | {"badge": "x\0"},
        "no record",
        None,
    ]
    results = gate.send(gate.arrival(0), *broken, gate.by_hand(1))
    assert [status for status, _codes in said(results)] == ["accepted", *["invalid"] * 5, "accepted"]
    assert {codes[0] for status, codes in said(results) if status == "invalid"} == {"unreadable"}
    kept = AuditEntry.objects.filter(action="arrival.refused").order_by("pk")
    assert [row.after["sent"] for row in kept][3] == "no record"
    assert kept.count() == 5


def test_what_does_not_fit_is_refused_with_its_reason(gate: Gate) -> None:
    elsewhere = make_participation(make_edition(starts_on=DAY), make_cooperative())
    make_badges(stop=elsewhere.stop, by=gate.who.user)
    foreign = Badge.objects.get(participation=elsewhere).public_id
    lost = gate.badge(1)
    with clock.frozen_at(NINE):
        end_badge(badge=lost, by=gate.who.user)
    Participation.objects.filter(pk=gate.comers[2].pk).update(status=ParticipationStatus.WITHDRAWN)
    results = gate.send(
        gate.arrival(0, badge=foreign),
        gate.by_hand(0, participation=elsewhere.public_id),
        gate.arrival(0, badge=lost.public_id),
        gate.arrival(2),
        gate.arrival(0, day="2026-09-03"),
    )
    assert said(results) == [
        ("invalid", ["unknown_badge"]),
        ("invalid", ["unknown_participation"]),
        ("invalid", ["badge_ended"]),
        ("invalid", ["not_coming"]),
        ("invalid", ["outside_days"]),
    ]
    assert not Arrival.objects.exists()


def test_badge_scanned_before_it_was_ended_counts_and_a_clock_ahead_is_held_back(gate: Gate) -> None:
    badge = gate.badge()
    end_badge(badge=badge, by=gate.who.user)
    early, late = gate.arrival(0, badge=badge.public_id), gate.arrival(1, at=(NINE + timedelta(days=2)).isoformat())
    assert said(gate.send(early, late)) == [("accepted", []), ("accepted", [])]
    assert Arrival.objects.get(participation=gate.comers[1]).arrived_at == clock.now()


def test_who_arrives_after_all_is_missing_no_more(gate: Gate) -> None:
    day = EditionDay.objects.get(stop__edition=gate.edition, day=DAY)
    note_absence(participation=gate.comers[0], day=day, by=gate.who.user)
    gate.send(gate.arrival())
    assert not Absence.objects.filter(withdrawn_at__isnull=True).exists()


def test_telephone_that_was_switched_off_records_nothing_and_gets_no_book(gate: Gate) -> None:
    before = gate.arrival(0)
    gate.send(before)
    revoke_device(device=gate.who.tablet, by=gate.who.user)
    assert said(gate.send(before, gate.arrival(1))) == [("duplicate", []), ("invalid", ["tablet_revoked"])]
    assert gate.book().status_code == 403


def test_whose_role_ended_records_nothing(gate: Gate) -> None:
    EditionMembership.objects.update(ended_at=NINE)
    assert said(gate.send(gate.arrival())) == [("invalid", ["role_ended"])]
    assert gate.book().status_code == 403


def test_what_is_no_batch_is_answered_with_a_sentence(gate: Gate) -> None:
    assert gate.post("nothing").status_code == 400
    assert gate.post({"arrivals": [None] * 201}).status_code == 413
    gate.who.token = "unknown"
    assert gate.post({"arrivals": []}).status_code == 401


def test_book_names_who_comes_with_stalls_badges_and_who_is_there(gate: Gate) -> None:
    make_stall(gate.edition, gate.comers[0], code="C3")
    gate.send(gate.arrival(0))
    badge = gate.badge(0)
    book = gate.book().json()
    assert [row["day"] for row in book["days"]] == ["2026-08-03", "2026-08-04", "2026-08-05"]
    comer = next(row for row in book["comers"] if row["id"] == gate.comers[0].public_id)
    assert comer["stalls"]["2026-08-03"] == ["C3"]
    assert comer["badges"] == [{"id": badge.public_id, "name": "", "ended": False}]
    (arrived,) = comer["arrived"]
    assert (arrived["day"], arrived["badge"]) == ("2026-08-03", badge.public_id)
    with clock.frozen_at(NINE + timedelta(days=40)):
        assert [row["day"] for row in gate.book().json()["days"]] == ["2026-08-05"]


def test_book_asks_as_much_for_many_as_for_few(gate: Gate, django_assert_num_queries: Any) -> None:
    gate.book()
    for _each in range(8):
        make_participation(gate.edition, make_cooperative())
    make_badges(stop=gate.comers[0].stop, by=gate.who.user)
    # Three of them know the telephone, its person and the days.
    with django_assert_num_queries(7):
        assert len(gate.book().json()["comers"]) == 11
