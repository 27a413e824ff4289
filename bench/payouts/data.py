"""Every cooperative of the register, each with a bank account that was checked, and a book of many entries."""

import os
import time

from django.db import connection

from bench.tables import make_tables
from cooperatives.accounts.models import User
from cooperatives.encryption import digest, encrypt
from cooperatives.models import Cooperative
from cooperatives.settlements.rib import key_of
from cooperatives.territory.models import Commune, Province, Region

COOPERATIVES = int(os.environ.get("BENCH_COOPERATIVES", "65315"))
ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))
# The sale of cash that a carrier holds: the carrier, the cooperative and our share are three entries.
ENTRIES_OF_A_SALE = 3
POSTED_IN = "2026-07-01"

ACCOUNTS_OF_THE_BOOK = """
    INSERT INTO ledger_ledgeraccount (code, kind)
    VALUES ('commission', 'commission'), ('held:carrier:x', 'held_by_carrier');
    INSERT INTO ledger_ledgeraccount (code, kind, cooperative_id)
    SELECT 'coop:' || id, 'cooperative', id FROM cooperatives_cooperative ORDER BY id;
"""

# Spread over the cooperatives and the month.
SALES = """
    INSERT INTO ledger_ledgertransaction (key, kind, posted_at, counts_on, note)
    SELECT 'bench:' || number, 'sale', %(month)s::timestamptz + number * interval '30 days' / %(sales)s,
           %(month)s::date, ''
    FROM generate_series(%(first)s::bigint, %(last)s) AS number
"""
LEGS = """
    INSERT INTO ledger_ledgerentry (transaction_id, account_id, amount)
    SELECT sale.id, leg.account_id, leg.amount
    FROM ledger_ledgertransaction AS sale
    JOIN ledger_ledgeraccount AS own ON own.code = 'coop:' || (
        %(lowest)s + split_part(sale.key, ':', 2)::bigint %% %(cooperatives)s
    )
    CROSS JOIN (SELECT id FROM ledger_ledgeraccount WHERE code = 'commission') AS ours
    CROSS JOIN (SELECT id FROM ledger_ledgeraccount WHERE code = 'held:carrier:x') AS carrier
    CROSS JOIN LATERAL (
        VALUES (carrier.id, 120.00), (own.id, -112.80), (ours.id, -7.20)
    ) AS leg (account_id, amount)
    WHERE split_part(sale.key, ':', 2)::bigint BETWEEN %(first)s AND %(last)s
"""
AT_ONCE = 50_000
COLUMNS = (
    *("public_id", "cooperative_id", "holder", "rib", "rib_digest", "last4"),
    *("added_by_id", "added_at", "checked_by_id", "checked_at", "rejected_because"),
)


def fill() -> None:
    """Migrate, and write cooperatives, accounts and the book."""
    for step in (make_tables, _cooperatives, _bank_accounts, _book):
        begun = time.monotonic()
        step()
        print(f"  {step.__name__.strip('_')}: {time.monotonic() - begun:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _cooperatives() -> None:
    """One through the models, and the others after its pattern."""
    names = {"name_ar": "سوس", "name_fr": "Souss", "name_en": "Souss"}
    region = Region.objects.create(code="09", slug="r", **names)
    province = Province.objects.create(code="091", slug="p", kind="province", region=region, **names)
    commune = Commune.objects.create(code="0911", slug="c", kind="rural", province=province, **names)
    first = Cooperative.objects.create(slug="first", status="approved", commune=commune, **names)
    own = {"public_id": "'c' || lpad(number::text, 11, '0')", "slug": "'cooperative-' || number"}
    columns = [field.column for field in Cooperative._meta.concrete_fields if not field.primary_key]
    values = ", ".join(own.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cooperatives_cooperative ({', '.join(columns)}) SELECT {values}"  # noqa: S608
            " FROM cooperatives_cooperative CROSS JOIN generate_series(2, %s) AS number WHERE id = %s",
            [COOPERATIVES, first.pk],
        )


def _bank_accounts() -> None:
    """Encrypted one by one, as they lie in life."""
    by = [User.objects.create_user(phone=f"+21260000000{number}") for number in range(2)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cooperatives_cooperative ORDER BY id")
        keys = [pk for (pk,) in cursor.fetchall()]
        with cursor.copy(f"COPY settlements_bankaccount ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for pk in keys:
                first = f"007780{pk:016d}"
                rib = first + key_of(first)
                row = (f"b{pk:011d}", pk, f"Cooperative {pk}", encrypt(rib), digest(rib), rib[-4:])
                copy.write_row((*row, by[0].pk, "2026-06-01T00:00Z", by[1].pk, "2026-06-02T00:00Z", ""))


def _book() -> None:
    sales = ENTRIES // ENTRIES_OF_A_SALE + 1
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS_OF_THE_BOOK)
        cursor.execute("SELECT MIN(id) FROM cooperatives_cooperative")
        (lowest,) = cursor.fetchone()
        for first in range(0, sales, AT_ONCE):
            given = {
                "month": POSTED_IN,
                "sales": sales,
                "first": first,
                "last": min(first + AT_ONCE, sales) - 1,
                "lowest": lowest,
                "cooperatives": COOPERATIVES,
            }
            cursor.execute(SALES, given)
            cursor.execute(LEGS, given)
