"""`docs/looks-workspace.md`: what the looks at every screen came to, gathered from their parts."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from cooperatives import clock
from marketplace.runtime.layout import PROJECT
from tests.journeys.screens.looking import FIRST_LOAD, LANGUAGES, NEXT_PAGE, Look

PAGE = PROJECT / "docs" / "looks-workspace.md"
# A language takes minutes: each part is kept until all are there.
PARTS = PROJECT / ".test-data" / "looks"
ABOUT = """# Looks at the workspace

Written by `make looks`; do not edit. {when:%-d %B %Y}: {screens} screens in {states} states, each in {languages}.

Of every state is asked: axe (WCAG 2.1 A and AA, best practice) at 360 px, in French at 1280 px too; nothing over the
edge at 320 px, at 360 px, at 1280 px and in a window of 1280 px in which everything is twice as large; everything that
is touched at least 48 × 48 px, links in a sentence excepted, folded parts unfolded too; one `h1` and one sentence of
help; each stop of the tabulator reached, marked, and not below a bar; at most {first} KB for who opens it with an empty
browser, and {next} KB for who comes from the first page. Pages are weighed as nginx compresses them, with every picture
that the browser asked for; what the service worker keeps since the first page is not weighed again.

| Screen | States | Looks | First load, KB | Next page, KB | Found |
|---|---|--:|--:|--:|--:|
{rows}

## Found

{found}
"""


def keep(group: str, language: str, looks: Iterable[Look]) -> None:
    """Keep one part, and write the page from all that are there."""
    PARTS.mkdir(parents=True, exist_ok=True)
    part = PARTS / f"{group}-{language}.json"
    part.write_text(json.dumps([asdict(look) for look in looks], ensure_ascii=False), encoding="utf-8")
    kept = [Look(**each) for file in sorted(PARTS.glob("*.json")) for each in json.loads(file.read_text("utf-8"))]
    PAGE.write_text(page(kept), encoding="utf-8")


def page(looks: list[Look]) -> str:
    """The page: a line for each screen, the heaviest of its looks, and whatever was found."""
    looks = sorted(looks, key=lambda look: (look.screen, look.state, look.language))
    screens = {name: list(own) for name, own in groupby(looks, key=lambda look: look.screen)}
    found = [f"- {look.screen} ({look.state}), {look.language}: {each}" for look in looks for each in look.problems]
    return ABOUT.format(
        when=clock.now(),
        screens=len(screens),
        states=len({(look.screen, look.state) for look in looks}),
        languages=", ".join(language for language in LANGUAGES if any(look.language == language for look in looks)),
        first=FIRST_LOAD // 1024,
        next=NEXT_PAGE // 1024,
        rows="\n".join(_row(name, own) for name, own in screens.items()),
        found="\n".join(found) or "Nothing.",
    )


def _row(name: str, looks: list[Look]) -> str:
    states = ", ".join(dict.fromkeys(look.state for look in looks))
    first, following = (max(getattr(look, weight) for look in looks) for weight in ("first_load", "next_page"))
    wrong = sum(len(look.problems) for look in looks)
    return f"| {name} | {states} | {len(looks)} | {_kilobytes(first)} | {_kilobytes(following)} | {wrong} |"


def _kilobytes(weight: int) -> str:
    return f"{weight / 1024:.1f}" if weight else "–"
