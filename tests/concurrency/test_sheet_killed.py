"""A worker is killed while it works on a sheet of products: what it read stays read, what it took over is undone."""

import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import Product
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import wanted_changes
from catalogue.partner.models import StockMovement, StockRecord
from catalogue.sheets import loading, reading
from catalogue.sheets.enums import SheetStatus
from catalogue.sheets.models import ProductSheet, SheetRow
from catalogue.sheets.services import keep_sheet, take_over_whole
from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.services import LEASE, run_due
from tests.catalogue.sheets import OIL, D, as_sheet, keeper_of, make_kind
from tests.concurrency.rivals import IMPORTED_ONCE
from tests.conftest import CommittedDatabase
from tests.databases import connected_to
from tests.factories import make_cooperative, make_product

pytestmark = pytest.mark.threads
ROWS = 1200


def _linger(sign: Path, act: Callable[..., Any]) -> Callable[..., Any]:
    """`act`, and then say so and stay there until the process is killed."""

    def done(*given: Any, **more: Any) -> Any:
        act(*given, **more)
        sign.touch()
        time.sleep(60)

    return done


def _work_and_linger(database: str, where: str, sign: str) -> None:
    """In the worker to be killed: do what is due, and stop after the first batch read or the first half taken over."""
    module, name = {"reading": (reading, "_write"), "loading": (loading, "_change")}[where]
    setattr(module, name, _linger(Path(sign), getattr(module, name)))
    with connected_to(database):
        run_due()


def killed_in_the_middle(database: CommittedDatabase, folder: Path, where: str) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(IMPORTED_ONCE)
    sign = folder / where
    worker = context.Process(target=_work_and_linger, args=(database.name, where, str(sign)))
    worker.start()
    until = time.monotonic() + 60
    while not sign.exists():
        assert worker.is_alive(), "the worker ended by itself"
        assert time.monotonic() < until
        time.sleep(0.05)
    worker.kill()
    worker.join()


def go_on() -> None:
    """Another worker, once the lease of the killed one has run out."""
    with clock.frozen_at(clock.now() + LEASE + timedelta(seconds=5)):
        run_due()


def test_a_sheet_is_read_on_and_taken_over_once_although_workers_are_killed(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    cooperative = make_cooperative()
    make_kind()
    product = make_product(cooperative=cooperative, price="100.00", stock="10")
    by = keeper_of(cooperative)
    rows = [OIL | {"title_fr": f"Huile {number}"} for number in range(ROWS - 1)]
    rows.append({"code": product.public_id, "price": 110, "stock": 14, "title_fr": "Miel de thym"})
    sheet = keep_sheet(cooperative=cooperative, file_name="p.xlsx", content=as_sheet(rows), by=by)

    killed_in_the_middle(committed_db, tmp_path, "reading")
    sheet.refresh_from_db()
    assert (sheet.status, sheet.rows_done) == (SheetStatus.READING, reading.A_BATCH)
    go_on()
    sheet.refresh_from_db()
    assert (sheet.status, sheet.row_count) == (SheetStatus.CHECKED, ROWS)
    assert SheetRow.objects.filter(sheet=sheet).count() == ROWS

    take_over_whole(sheet_id=sheet.pk, by=by)
    killed_in_the_middle(committed_db, tmp_path, "loading")
    assert (Product.objects.count(), StockMovement.objects.count()) == (1, 0)
    assert StockRecord.objects.get(product=product).price == D("100.00")
    assert not ProductRevision.objects.exists()
    assert ProductSheet.objects.get().status == SheetStatus.LOADING

    go_on()
    go_on()
    assert ProductSheet.objects.get().status == SheetStatus.LOADED
    assert Product.objects.count() == ROWS
    record = StockRecord.objects.get(product=product)
    assert (record.price, record.num_in_stock) == (D("110.00"), D(14))
    assert StockMovement.objects.count() == ROWS
    assert wanted_changes(ProductRevision.objects.get()) == {"title_fr": "Miel de thym"}
    assert AuditEntry.objects.filter(action="product_sheet.load").count() == 1
