from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marketplace.demo.load.demonstration import SCALES, load_demonstration


class Command(BaseCommand):
    help = "Write the demonstration: cooperatives, products, editions and sales, dated around today. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=SCALES, default=SCALES[0])

    def handle(self, *args: Any, scale: str, **options: Any) -> None:
        load_demonstration(scale=scale, say=self.stdout.write)
