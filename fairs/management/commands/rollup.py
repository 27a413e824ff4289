"""What was sold, by edition; its proof and its repair."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fairs.models import Edition, Programme
from fairs.revenue.figures import Row, Scope
from fairs.revenue.rollup import differences, rebuild
from fairs.revenue.selectors import edition_rows, total_of


class Command(BaseCommand):
    help = "Print the roll-up, prove it against lines and ledger (--verify), or write it anew (--rebuild)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON, amounts as exact text")
        parser.add_argument("--programme", metavar="CODE")
        parser.add_argument("--edition", metavar="CODE")
        parser.add_argument("--from", dest="first_day", metavar="DATE", type=date.fromisoformat)
        parser.add_argument("--to", dest="last_day", metavar="DATE", type=date.fromisoformat)
        parser.add_argument("--rebuild", action="store_true", help="write the cells anew from the lines")
        parser.add_argument("--verify", action="store_true", help="exit 1 where cells, lines and ledger disagree")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            rebuild()
        if options["verify"]:
            self.verify()
        if options["json"] or not (options["rebuild"] or options["verify"]):
            self.print_rows(self.scope(options), as_json=options["json"])

    def scope(self, options: dict[str, Any]) -> Scope:
        """What was asked for; a code that does not exist is a mistake, not an empty answer."""
        for name, model in (("programme", Programme), ("edition", Edition)):
            if options[name] and not model.objects.filter(code=options[name]).exists():
                raise CommandError(f"There is no {name} with the code {options[name]!r}.")
        return Scope(options["programme"], options["edition"], options["first_day"], options["last_day"])

    def verify(self) -> None:
        found = differences()
        for difference in found:
            self.stderr.write(str(difference))
        if found:
            raise CommandError(f"Cells, lines and ledger disagree in {len(found)} places.", returncode=1)
        self.stderr.write("Cells, lines and ledger agree.")

    def print_rows(self, scope: Scope, *, as_json: bool) -> None:
        rows = edition_rows(scope=scope)
        if as_json:
            programmes = dict(Edition.objects.order_by().values_list("code", "programme__code"))
            answer = {
                "total": total_of(rows).as_strings(),
                "rows": [_as_json(row, programmes) for row in rows],
            }
            self.stdout.write(json.dumps(answer, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row.figures.turnover:>18}  {row.key or '(outside any edition)'}")
        self.stdout.write(f"{total_of(rows).turnover:>18}  total")


def _as_json(row: Row, programmes: dict[str, str]) -> dict[str, Any]:
    return {"edition": row.key, "programme": programmes.get(str(row.key)), **row.as_strings()}
