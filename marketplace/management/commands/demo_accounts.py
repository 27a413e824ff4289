from typing import Any

from django.core.management.base import BaseCommand

from marketplace.demo.load.accounts import DEMO_ACCOUNTS


class Command(BaseCommand):
    help = "Print who can sign in to the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.who}: {account.sign_in} → {account.where}")
        self.stdout.write("  Second factor of organisers and staff: the code shown on /ar/demo/messages/")
