"""Log lines and error reports name nobody."""

import json
import logging

import structlog
from django.conf import settings

from marketplace.logs import hidden, hide_in_event, hide_personal_data


def test_numbers_addresses_and_keys_are_hidden() -> None:
    said = hidden(
        "+212612345678 fatima@example.ma /ar/purchases/k7m2q9xw4b3n/Zx-81hTgqf/ ?token=abc&page=2 code=123456"
    )

    assert said == "+212… …@… /ar/purchases/k7m2q9xw4b3n/…/ ?token=…&page=2 code=…"


def test_amounts_dates_and_row_numbers_stay() -> None:
    line = "order 120045 of 2026-05-04 12:00:00+01:00 for 1250.00 MAD"

    assert hidden(line) == line


def test_words_within_lists_are_hidden_too() -> None:
    event = hide_personal_data(None, "info", {"event": "x", "args": ("+212612345678",), "amount": 7})

    assert event == {"event": "x", "args": "('+212…',)", "amount": 7}


def test_report_of_an_error_is_hidden_at_every_depth() -> None:
    report = hide_in_event({"exception": {"values": [{"value": "no user +212612345678"}]}, "level": "error"}, {})

    assert report == {"exception": {"values": [{"value": "no user +212…"}]}, "level": "error"}


def formatted(record: logging.LogRecord) -> str:
    given = settings.LOGGING["formatters"]["line"]
    return structlog.stdlib.ProcessorFormatter(
        processors=given["processors"], foreign_pre_chain=given["foreign_pre_chain"]
    ).format(record)


def make_record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, exc_info)


def test_lines_of_other_libraries_are_hidden_and_carry_the_request() -> None:
    with structlog.contextvars.bound_contextvars(request_id="3f2a9c11"):
        line = formatted(make_record("Internal Server Error: %s", "/ar/purchases/abc/secret-key/"))

    assert "secret-key" not in line
    assert "request_id='3f2a9c11'" in line
    assert "level='error'" in line


def test_traceback_is_printed_and_hidden() -> None:
    try:
        raise ValueError("no account for +212612345678")
    except ValueError as error:
        line = formatted(make_record("broke", exc_info=(type(error), error, error.__traceback__)))

    assert "ValueError: no account for +212…" in line
    assert "345678" not in line


def test_production_prints_one_json_object_a_line() -> None:
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False)

    assert json.loads(renderer(None, "info", {"event": "سوق"})) == {"event": "سوق"}
