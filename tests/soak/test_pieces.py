"""The pieces of the trial: plans come from the seed, the front keeps the processor's keys, the page tells all."""

import json
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest

from marketplace.runtime.processes import free_port
from tests.payments_simulator import CardSimulator, Wire
from tests.soak.front import SESSIONS, Front
from tests.soak.plans import WAYS, plans
from tests.soak.report import page

MANY = 40
FORM = {
    "mode": "payment",
    "success_url": "http://127.0.0.1/",
    "cancel_url": "http://127.0.0.1/",
    "client_reference_id": "attempt-1",
    "line_items[0][price_data][currency]": "mad",
    "line_items[0][price_data][unit_amount]": "12000",
}


def test_the_same_seed_gives_the_same_shoppers_and_another_others() -> None:
    assert plans(7, 50) == plans(7, 50)
    assert plans(7, 50) != plans(8, 50)


@pytest.mark.parametrize("count", [50, 500])
def test_every_way_is_among_them(count: int) -> None:
    made = plans(7, count)

    assert {plan.way for plan in made} == set(WAYS)
    assert [plan.number for plan in made] == list(range(count))
    assert len({plan.phone for plan in made}) == count


@pytest.fixture
def start() -> Iterator[Callable[..., Front]]:
    """Starts fronts and closes them."""
    started: list[Front] = []

    def begin(*, simulator: str, shop: str = "http://127.0.0.1:1/") -> Front:
        ports = {"front": free_port(), "relay": free_port()}
        started.append(Front(seed=1, simulator=simulator, shop=shop, secret="whsec_1", **ports))
        return started[-1]

    yield begin
    for front in started:
        front.close()


def open_page(front: Front, key: str) -> str:
    reply = front.ask("POST", SESSIONS, urlencode(FORM).encode(), key, {})
    assert reply is not None
    return str(json.loads(reply.body)["id"])


def test_key_that_was_answered_is_answered_the_same_until_it_is_forgotten(
    card_simulator: CardSimulator, start: Callable[..., Front]
) -> None:
    front = start(simulator=card_simulator.address)
    front.calm = True

    first = open_page(front, "att:1:session")

    assert open_page(front, "att:1:session") == first
    assert open_page(front, "att:2:session") != first
    front.forget_key("att:1:session")
    assert open_page(front, "att:1:session") != first
    assert len(list(front.sessions())) == 3


def test_what_cards_paid_is_known_by_our_own_name(card_simulator: CardSimulator, start: Callable[..., Front]) -> None:
    front = start(simulator=card_simulator.address)
    front.calm = True
    session = open_page(front, "att:1:session")
    assert front.received() == {}

    card_simulator.pay(f"{card_simulator.address}/sim/stripe/authorize/{session.removeprefix('cs_sim_')}")

    assert front.received() == {"attempt-1": 12000}


def test_messages_come_at_once_late_twice_or_never(wire: Wire, start: Callable[..., Front]) -> None:
    wire.answer({})
    front = start(simulator="http://127.0.0.1:1", shop=f"{wire.address}/payments/stripe/webhook/")

    for number in range(MANY):
        front.tell(json.dumps({"id": f"evt_{number}"}).encode())
    until = time.monotonic() + 30
    while not front.is_drained and time.monotonic() < until:
        time.sleep(0.1)

    assert {name for name, count in front.counts.items() if count} >= {
        "messages at once",
        "messages late",
        "messages twice",
        "messages lost",
    }
    assert len(wire.asked) == MANY - front.counts["messages lost"] + front.counts["messages twice"]
    assert all(asked.headers["stripe-signature"].startswith("t=") for asked in wire.asked)


def test_page_says_seed_kills_and_each_fault() -> None:
    found = {
        "seed": 7,
        "purchases": 500,
        "load": [1, 2],
        "seconds": {"all": 60, "buying": 40, "waiting and asking": 10},
        "outcomes": {"purchases paid by card": 412},
        "ways": {"pays": 500},
        "kills": {"postgres": 5},
        "wire": {},
        "seen": {},
        "faults": ["seed 7: applied once: purchase A-1: 2 payments applied\nmore"],
    }

    text = page(found, day="2026-11-22", machine="here")

    for said in ("| Seed | 7 |", "| postgres | 5 |", "| Faults | 1 |", "- seed 7: applied once: purchase A-1"):
        assert said in text
    assert "| Faults | none |" in page(found | {"faults": []}, day="2026-11-22", machine="here")
