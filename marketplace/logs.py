"""What a log line or an error report may not say: numbers, addresses and keys of people."""

import re
from collections.abc import MutableMapping
from typing import Any

# Telephone numbers of Morocco and others in E.164, e-mail addresses, and the key in a purchase's address.
_HIDDEN = (
    (re.compile(r"(?<![\w])(\+\d{3})\d{6,12}\b"), r"\1…"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "…@…"),
    (re.compile(r"(/purchases/[^/\s'\"]+/)[^/\s'\"]+"), r"\1…"),
    (re.compile(r"((?:token|key|code|password|secret)=)[^&\s'\"]+", re.IGNORECASE), r"\1…"),
)


def hidden(text: str) -> str:
    """`text` without what tells one person from another."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def hide_personal_data(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog, the last before a line is printed."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = hidden(value)
        elif isinstance(value, tuple | list | dict):
            event[name] = hidden(str(value))
    return event


def hide_in_event(event: Any, hint: Any) -> Any:
    """The same for a report to Sentry, whatever depth it has."""
    return _hidden_within(event)


def _hidden_within(value: Any) -> Any:
    if isinstance(value, str):
        return hidden(value)
    if isinstance(value, dict):
        return {name: _hidden_within(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden_within(inner) for inner in value]
    return value
