"""`{% load problem_words %}`: what a till's sale is doubted for, in plain words."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from fairs.tills.problems import told

register = template.Library()


@register.filter
def problem_words(problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each problem as a sentence, each sentence once."""
    return list(dict.fromkeys(problem["text"] for problem in told(problems)))


@register.filter
def as_sent(payload: Any) -> str:
    """What a till sent, word for word, on lines of its own."""
    return json.dumps(payload, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
