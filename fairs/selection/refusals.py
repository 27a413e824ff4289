"""The reason of a refusal in the language of who reads it."""

from collections.abc import Iterable

from django.utils import translation

from fairs.notices import USUAL_LANGUAGE, languages_of
from fairs.selection.deciding import reason_text
from fairs.selection.models import Decision


class Refusals:
    """Reasons for some cooperatives, each in the language of its first manager: one question for all of them."""

    def __init__(self, cooperatives: Iterable[int]) -> None:
        self._languages = languages_of(cooperatives)

    def text(self, decision: Decision, cooperative_id: int) -> str:
        with translation.override(self._languages.get(cooperative_id, USUAL_LANGUAGE)):
            return reason_text(decision)
