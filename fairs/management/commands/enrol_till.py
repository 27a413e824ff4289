"""Enrol a till from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fairs.models import Edition, Stall
from fairs.tills.services import enrol_till


class Command(BaseCommand):
    help = "Enrol a till at a stall and print its device token, the last word of the last line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--edition", metavar="CODE", required=True)
        parser.add_argument("--stall", metavar="CODE", required=True)
        parser.add_argument("--label", default="", help="what people call the device")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = Edition.objects.get(code=options["edition"])
        except Edition.DoesNotExist:
            raise CommandError(f"There is no edition with the code {options['edition']!r}.") from None
        try:
            stall = Stall.objects.get(edition=edition, code=options["stall"])
        except Stall.DoesNotExist:
            known = ", ".join(edition.stalls.order_by("code").values_list("code", flat=True)[:20])
            raise CommandError(
                f"No stall {options['stall']!r} in {edition.code}. There are: {known or 'none'}."
            ) from None
        till, token = enrol_till(stall=stall, label=options["label"], by=None)
        self.stdout.write(f"Till {till.public_id} at stall {stall.code} of {edition.code}. It is shown once:")
        self.stdout.write(f"device token: {token}")
