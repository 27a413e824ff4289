"""One step: fill the database, or measure on a copy of it, print, and write a page."""

import os
import sys
import time

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench.fairs import page  # noqa: E402
from bench.fairs.national import by_lines, screens, sizes, summing  # noqa: E402
from bench.fairs.selling import measure_tills  # noqa: E402
from bench.fairs.world import LARGE, SMALL, add_lines, fill, settle_down  # noqa: E402
from bench.tables import make_tables  # noqa: E402
from fairs.models import Edition  # noqa: E402

MILLION = 1_000_000


def main(step: str) -> None:
    if step == "fill":
        make_tables()
        fill()
    elif step == "tills":
        call_command("collectstatic", interactive=False, verbosity=0)
        add_lines("large", MILLION, edition=LARGE)
        add_lines("small", 1000, edition=SMALL)
        settle_down()
        page.write_tills(measure_tills(), load=os.getloadavg()[0])
    elif step == "national":
        page.write_national(*_national([MILLION]))
    else:
        page.write_national(*_national([MILLION, 9 * MILLION]), is_whole=True)


def _national(more: list[int]) -> tuple[list[page.Size], float]:
    load, found = os.getloadavg()[0], []
    for number in more:
        begun = time.perf_counter()
        add_lines(f"national-{number}", number)
        settle_down()
        print(f"  {number:,} lines more: {time.perf_counter() - begun:.0f} s", flush=True)
        cache.clear()
        edition = Edition.objects.get(code="national_fairs-0")
        found.append(page.Size(sizes(), [*screens(), by_lines()], summing(edition.pk)))
    return found, load


main(sys.argv[1])
