"""What each shopper of a trial will do, drawn from its seed before anybody begins."""

from collections import Counter
from dataclasses import dataclass
from random import Random

# How shoppers pay, or do not; so many of each hundred.
WAYS = {
    "pays": 22,
    "pays and closes the tab": 12,
    "is declined, then pays": 6,
    "opens two windows, pays in one": 6,
    "pays on two pages": 8,
    "comes back late and pays": 6,
    "pays a forgotten page late": 4,
    "abandons the page": 6,
    "never opens a page": 3,
    "pays while it is given up": 5,
    "pays slowly": 4,
    "pays slowly and in vain, then pays": 2,
    "switches to cash": 5,
    "switches to cash while it is paid": 2,
    "cancels before paying": 3,
    "cancels after paying": 3,
    "cancels while paying": 3,
}
MOST_LINES, MOST_PIECES = 3, 3
# Of a hundred: lines of scarce goods, pages opened over HTTP, shoppers who are led back, orders that go on.
SCARCE, BY_HTTP, LED_BACK, GOES_ON = 30, 60, 70, 20


@dataclass(frozen=True)
class Plan:
    """One shopper; `wants` are (is it scarce, which, how many)."""

    number: int
    way: str
    wants: tuple[tuple[bool, int, int], ...]
    by_http: bool
    led_back: bool
    goes_on: bool
    refuses: bool
    language: str

    @property
    def phone(self) -> str:
        """A number of their own: one keeps only so much waiting."""
        return f"+2126{10_000_000 + self.number}"

    @property
    def address(self) -> str:
        return f"10.{self.number // 65536 % 256}.{self.number // 256 % 256}.{self.number % 256}"


def plans(seed: int, count: int) -> list[Plan]:
    """The same seed gives the same shoppers; every way is there from the first hundred on."""
    chance = Random(f"plans {seed}")
    ways = _ways(chance, count)
    return [_plan(Random(f"shopper {seed} {number}"), number, way) for number, way in enumerate(ways)]


def _ways(chance: Random, count: int) -> list[str]:
    """Shares as even as they can be, so that fifty shoppers meet nearly all that five hundred do."""
    whole = Counter({way: max(1, count * share // 100) for way, share in WAYS.items()})
    ways = list(whole.elements())
    chance.shuffle(ways)
    return (ways + ["pays"] * count)[:count]


def _plan(chance: Random, number: int, way: str) -> Plan:
    wants = tuple(
        (chance.randrange(100) < SCARCE, chance.randrange(1_000_000), chance.randint(1, MOST_PIECES))
        for _ in range(chance.randint(1, MOST_LINES))
    )
    return Plan(
        number=number,
        way=way,
        wants=wants,
        by_http=chance.randrange(100) < BY_HTTP,
        led_back=chance.randrange(100) < LED_BACK,
        goes_on=chance.randrange(100) < GOES_ON,
        refuses=chance.randrange(100) < 25,
        language=chance.choice(["ar", "fr", "en"]),
    )
