"""How a person wants to read and to hear."""

from django.db import transaction

from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import users_for_update

CHOSEN = ("language", "spoken_language", "shows_rial")


@transaction.atomic
def save_preferences(*, user: User, language: str, spoken_language: str, shows_rial: bool) -> User:
    """Keep the language of pages and messages, that of spoken help, and whether amounts are told in rial too."""
    (kept,) = users_for_update([user.pk])
    before = {name: getattr(kept, name) for name in CHOSEN}
    after = {"language": language, "spoken_language": spoken_language, "shows_rial": shows_rial}
    if before != after:
        User.objects.filter(pk=kept.pk).update(**after)
        record_act(action="person.preferences", subject=kept, by=user, before=before, after=after)
        kept.refresh_from_db(fields=CHOSEN)
    return kept
