"""Our book beside the processor's, difference by difference."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperatives import clock
from fairs.business_days import CASABLANCA
from marketplace.payment.gateway import GatewayError
from marketplace.payment.reconciliation import WINDOW, Comparison, compare


class Command(BaseCommand):
    help = "Print where our book and the card processor's differ; nothing is changed. Exit 1 where they do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            metavar="DATE",
            type=lambda text: datetime.combine(datetime.strptime(text, "%Y-%m-%d"), time.min, CASABLANCA),  # noqa: DTZ007
            help="compare from this day on (the last 48 hours if not given)",
        )
        parser.add_argument("--json", action="store_true", help="print JSON, amounts as exact text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = compare(since=options["since"] or clock.now() - WINDOW)
        except GatewayError as problem:
            raise CommandError(
                f"The processor could not be asked: {problem or type(problem).__name__}", returncode=2
            ) from problem
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found), indent=1))
        else:
            self.print(found)
        if found.differences:
            raise CommandError(f"The books differ in {len(found.differences)} places.", returncode=1)
        self.stderr.write("The books agree.")

    def print(self, found: Comparison) -> None:
        for difference in found.differences:
            self.stdout.write(str(difference))
        for name in found.unasked:
            self.stderr.write(f"The processor cannot be asked for: {name}s.")
