"""The stall with a till that most tests of tills look at."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from cooperatives import clock
from tests.fairs.tills import NOON, Stand, make_stand


@pytest.fixture(scope="module")
def made_stand(once_for_all: Callable[[Callable[[], Stand]], Stand]) -> Stand:
    with clock.frozen_at(NOON):
        return once_for_all(make_stand)


@pytest.fixture
def stand(made_stand: Stand) -> Stand:
    """As it was made, whatever the test before did to it; files whose tests commit make their own."""
    return deepcopy(made_stand)
