"""`{% load round_words %}`: what a visit is doubted for, and differences with their sign."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template

from cooperatives.formats.numbers import money_text
from fairs.rounds.problems import told

register = template.Library()


@register.filter
def round_problem_words(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each problem as a sentence, each sentence once."""
    return list(dict.fromkeys(problem["text"] for problem in told(problems)))


@register.filter
def signed(amount: Decimal) -> str:
    """Dirhams with their sign: what is above says so too."""
    return f"+{money_text(amount)}" if amount > 0 else money_text(amount)
