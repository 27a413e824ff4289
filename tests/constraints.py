"""How tests say which rule of the database refused."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """The block must be refused by the named constraint, and by no other."""
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        yield


@contextmanager
def refused_by_trigger(constraint: str) -> Iterator[None]:
    """As `refused_by`, for a rule that a trigger keeps: its name stands in the diagnosis, not in the words."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert refusal.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]
