"""The result of the long trial as a page of the documentation."""

import os
import platform
from collections.abc import Mapping
from typing import Any

from marketplace.runtime.layout import PROJECT

PAGE = PROJECT / "docs" / "soak.md"
TITLES = {
    "outcomes": "What became of them",
    "ways": "What the shoppers did",
    "kills": "What was killed (`kill -9` where it does not say restarted)",
    "wire": "What went wrong between the shop and the card processor",
    "seen": "What shoppers and cooperatives met",
}
ABOUT = """\
# {purchases} purchases while servers die

`make soak` writes this page. Shoppers place purchases and pay them by card at the simulator's hosted page, over HTTP
and through the services; some pay twice, late, slowly, in cash or never. Meanwhile the web server, the worker, Valkey
and PostgreSQL are killed at moments drawn from the seed, and messages of the processor come late, twice, or not at
all. When all is over the checks of `tests/soak/checks.py` are asked; each failure names its purchase and the seed.

| | |
|---|---|
| Date | {day} |
| Machine | {machine} |
| Load average | {load} |
| Seed | {seed} |
| Seconds | {all} in all: {buying} of buying, {asking} of waiting for the rest and asking |
| Faults | {faults} |
"""


def page(found: Mapping[str, Any], *, day: str, machine: str) -> str:
    """The page of one trial."""
    seconds = found["seconds"]
    asking = seconds["waiting and asking"]
    named = {"all": seconds["all"], "buying": seconds["buying"], "asking": asking, "day": day, "machine": machine}
    text = ABOUT.format(
        **named,
        load=" when it began, ".join(map(str, found["load"])) + " when it ended",
        seed=found["seed"],
        purchases=found["purchases"],
        faults=len(found["faults"]) or "none",
    )
    for name, title in TITLES.items():
        rows = "\n".join(f"| {what} | {count} |" for what, count in found[name].items())
        text += f"\n## {title}\n\n| | |\n|---|---:|\n{rows}\n"
    if found["faults"]:
        text += "\n## Faults\n\n" + "\n".join(f"- {fault.splitlines()[0]}" for fault in found["faults"]) + "\n"
    return text


def write_report(found: Mapping[str, Any], *, day: str) -> None:
    """Write the page."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    PAGE.write_text(page(found, day=day, machine=machine), encoding="utf-8")
