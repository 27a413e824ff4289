"""The book, account by account."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperatives.ledger.selectors import trial_balance


class Command(BaseCommand):
    help = "Print the trial balance: every account, and their sum, which is always zero."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trial-balance", action="store_true", required=True)
        parser.add_argument("--json", action="store_true", help="print JSON, amounts as exact text")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = trial_balance()
        balance = sum((account.balance for account in accounts), Decimal("0.00"))
        if options["json"]:
            rows = [
                {"code": account.code, "kind": account.kind, "balance": str(account.balance)} for account in accounts
            ]
            self.stdout.write(json.dumps({"balance": str(balance), "accounts": rows}, indent=1))
        else:
            for account in accounts:
                self.stdout.write(f"{account.balance:>18}  {account.code}")
            self.stdout.write(f"{balance:>18}  balance")
        if balance:
            raise CommandError(f"The book is off by {balance}.", returncode=1)
