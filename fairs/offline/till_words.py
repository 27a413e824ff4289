"""What the till says."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fairs.offline.words import Forms

TILL: dict[str, Promise] = {"till": _("Till")}
TILL_PLURALS: dict[str, Forms] = {}
