"""The comparison says so when something is lost or doubled: three seeds that are spoilt on purpose."""

from pathlib import Path

import pytest

from tests.soak.tills.telephones import run

pytestmark = pytest.mark.browser


def test_what_is_lost_or_doubled_on_purpose_is_found(template_database: str, tmp_path: Path) -> None:
    rows = {row["seed"]: row["faults"] for row in run(tmp_path, "--in-shell", "--spoilt") if row["seed"]}
    without_ids, without_queue, without_sales = rows[-1], rows[-2], rows[-3]

    # The same sale arrived twice at a shop that knows no ids.
    assert "doubled: ('sale', 1, 12000) stands 2 times in the book" in without_ids
    # What waited is on the telephone, and was never sent.
    assert len([fault for fault in without_queue if fault.startswith("lost: ")]) == 2
    # Two receipts were shown, and nobody knows of them.
    shown = [fault for fault in without_sales if fault.startswith("lost on the telephone") and "called sold" in fault]
    assert len(shown) == 2
