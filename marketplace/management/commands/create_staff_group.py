from typing import Any

from django.core.management.base import BaseCommand

from marketplace.staff.services import load_staff_group


class Command(BaseCommand):
    help = "Write the group Staff and what its people may do in /cms/. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        load_staff_group()
        self.stdout.write("The group Staff is written.")
