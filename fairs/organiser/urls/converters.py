"""How a business day stands in an address."""

from datetime import date


class DayConverter:
    """A business day: 2026-08-03."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
