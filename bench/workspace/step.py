"""One step: fill the database, or look at its workspace and write the page."""

import os
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.stock_oscar.dashboard_runs import look_at_dashboard  # noqa: E402
from bench.workspace.data import ORDERS, PRODUCTS, fill  # noqa: E402
from bench.workspace.looking import look_at_all  # noqa: E402
from bench.workspace.page import write  # noqa: E402


def main(step: str) -> None:
    if step == "fill":
        fill()
        return
    load = os.getloadavg()[0]
    call_command("collectstatic", interactive=False, verbosity=0)
    ours = look_at_all()
    theirs = look_at_dashboard(os.environ["DATABASE_URL"], products=PRODUCTS, orders=ORDERS)
    print(write(ours, theirs, load=load))


main(sys.argv[1])
