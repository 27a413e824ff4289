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
