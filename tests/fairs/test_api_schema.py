"""The API keeps what its OpenAPI page says, whatever is sent to it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.fairs.rounds import make_evening
from tests.fairs.tills import make_stand

pytestmark = pytest.mark.django_db
application = WSGIHandler()
PROMISES = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
quick = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def _keeping_the_connection() -> Iterator[None]:
    """A request ends without closing the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _keeps_its_connection() -> Iterator[None]:
    with _keeping_the_connection():
        yield


@pytest.fixture(scope="module")
def described():
    # The page is made of code alone.
    with _keeping_the_connection():
        return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


OPERATIONS = [
    ("/api/v1/editions/", "GET"),
    ("/api/v1/rollup/", "GET"),
    ("/api/gate/v1/arrivals", "POST"),
    ("/api/gate/v1/book", "GET"),
    ("/api/gate/v1/mistakes", "POST"),
    ("/api/round/v1/book", "GET"),
    ("/api/round/v1/enrol", "POST"),
    ("/api/round/v1/slips", "POST"),
    ("/api/round/v1/visits", "POST"),
    ("/api/round/v1/visits/{visit_id}/photo", "PUT"),
    ("/api/till/v1/enrol", "POST"),
    ("/api/till/v1/events", "POST"),
    ("/api/till/v1/products", "GET"),
    ("/api/till/v1/sales", "POST"),
    ("/api/till/v1/stall", "GET"),
]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_an_operation_keeps_its_promises(described, path: str, method: str) -> None:
    token = make_evening()[2].token if "/till/" not in path else make_stand().token
    headers = {"Authorization": f"Bearer {token}"}

    @quick
    @given(case=described[path][method].as_strategy())
    def promise(case) -> None:
        case.call_and_validate(headers=headers, checks=PROMISES)

    promise()


def test_every_operation_that_is_described_is_tried(described) -> None:
    found = [(each.ok().path, each.ok().method.upper()) for each in described.get_all_operations()]

    assert sorted(found) == sorted(OPERATIONS)
