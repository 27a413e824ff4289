"""Every row lock of this package, and the order they are taken in.

1. stock rows (`catalogue.partner.locks`) or participations, 2. the figures of an edition, 3. accounts that money is
handed over from, 4. ledger transactions and accounts, 5. declared totals, 6. cells. Always by
ascending key, and never back up the list.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from cooperatives.ledger.models import LedgerAccount
from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import Ask, Rows, one_round_trip
from fairs.models import DeclaredTotal, Participation, Stall

# The first half of our advisory locks' keys; the second is the edition's id.
EDITION_FIGURES = 7_420_100
EDITION_SLIPS = 7_420_102
SUMMARIES = 7_420_101
# Instead of an edition's id: the groups that public figures are told in.
PUBLIC_GROUPS = -1

LOCK_TOTALS = """
    SELECT id FROM fairs_declaredtotal WHERE participation_id = ANY(%s) AND counts_on = ANY(%s)
    ORDER BY id FOR UPDATE
"""


def share_edition_figures(edition_ids: Iterable[int]) -> None:
    """Hold the figures of the editions open while lines are added: any number may, at once.

    Who settles an edition or declares a total waits for them, and they for him. A lock on the
    rows themselves would write to them with every sale.
    """
    with one_round_trip() as ask:
        share_edition_figures_in(ask, edition_ids)


def share_edition_figures_in(ask: Ask, edition_ids: Iterable[int]) -> None:
    """The same in a round trip of the caller's: what it asks next is read under the lock."""
    ask(_locking("pg_advisory_xact_lock_shared"), [EDITION_FIGURES, sorted(set(edition_ids))])


def claim_edition_figures(edition_ids: Iterable[int]) -> None:
    """Keep every sale out of the editions until the transaction ends: to settle, to declare."""
    _lock("pg_advisory_xact_lock", EDITION_FIGURES, edition_ids)


def claim_slips(edition_id: int) -> None:
    """Let nobody else enter a paper slip of the edition until the transaction ends: before a till is held."""
    _lock("pg_advisory_xact_lock", EDITION_SLIPS, [edition_id])


def stalls_for_update(edition_id: int, codes: Iterable[str]) -> list[Stall]:
    """Lock the stalls of these codes that are to be given, before the participations that get them."""
    rows = Stall.objects.select_for_update(of=("self",)).filter(edition=edition_id, code__in=set(codes))
    return list(rows.order_by("pk"))


def participations_for_update(ids: Iterable[int]) -> dict[int, Participation]:
    """Lock participations that a list moves or takes away, before the figures of their edition are claimed."""
    rows = Participation.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def declared_totals_for_update(days: Iterable[tuple[int, date]]) -> list[DeclaredTotal]:
    """Lock the totals declared for (participation, business day) pairs."""
    wanted = set(days)
    with one_round_trip() as ask:
        held = lock_declared_totals_in(ask, wanted)
    return declared_totals_held(wanted, held)


def lock_declared_totals_in(ask: Ask, days: Iterable[tuple[int, date]]) -> Rows:
    """The same in a round trip of the caller's: `declared_totals_held` reads what it locked."""
    wanted = set(days)
    return ask(LOCK_TOTALS, [list({pk for pk, _ in wanted}), list({day for _, day in wanted})]) if wanted else []


def declared_totals_held(days: Iterable[tuple[int, date]], held: Rows) -> list[DeclaredTotal]:
    """The totals of those days among the rows that were locked: nearly always none, which is asked nothing more."""
    if not held:
        return []
    wanted = set(days)
    rows = DeclaredTotal.objects.filter(pk__in=[pk for (pk,) in held]).order_by("pk")
    return [row for row in rows if (row.participation_id, row.counts_on) in wanted]


def hold_pots(codes: Iterable[str]) -> None:
    """Let nobody else hand money over from these accounts of the book until the transaction ends.

    NO KEY UPDATE, by ascending key, as payouts hold them: sales only need an account to stay.
    """
    accounts = LedgerAccount.objects.select_for_update(of=("self",), no_key=True)
    list(accounts.filter(code__in=set(codes)).order_by("pk").values_list("pk", flat=True))


def _lock(function: str, what: int, edition_ids: Iterable[int]) -> None:
    with prepared_cursor() as cursor:
        cursor.execute(_locking(function), [what, sorted(set(edition_ids))])


def _locking(function: str) -> str:
    """The rows come in the order of the array, and so do the locks."""
    return f"SELECT {function}(%s, edition_id::int) FROM unnest(%s::bigint[]) AS given (edition_id)"  # noqa: S608


def claim_summary(edition_id: int) -> None:
    """Let one at a time sum an edition anew; 0 stands for sales outside every edition. No sale waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SUMMARIES, edition_id])
