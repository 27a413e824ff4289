from typing import Any

from django.core.management.base import BaseCommand

from marketplace.base_data import load_base_data


class Command(BaseCommand):
    help = "Write what every installation needs: territory, families, programmes, reference figures. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        load_base_data()
        self.stdout.write("Base data written.")
