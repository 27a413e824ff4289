"""One step: fill the database, or look at the desk, print badges, and write the page."""

import os
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.organiser.looking import look_at_all  # noqa: E402
from bench.organiser.page import write  # noqa: E402
from bench.organiser.printing import badges_printed  # noqa: E402
from bench.organiser.world import fill  # noqa: E402


def main(step: str, parts: list[str]) -> None:
    """`parts` of addresses name what alone is looked at; the page is written where everything was."""
    if step == "fill":
        begun = time.perf_counter()
        fill()
        print(f"  filled in {time.perf_counter() - begun:.0f} s", flush=True)
        return
    load = os.getloadavg()[0]
    call_command("collectstatic", interactive=False, verbosity=0)
    looked = look_at_all(parts)
    if not parts:
        print(write(looked, badges_printed(), load=load))


main(sys.argv[1], sys.argv[2:])
