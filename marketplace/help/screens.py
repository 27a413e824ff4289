"""The one sentence of help that stands on each screen of the workspace, written and to be recorded.

A screen is named by a slug that its template gives to `{% workspace_help %}` and that recordings are kept under.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCREENS: dict[str, str | Promise] = {
    "more": _("Everything else is here: choose what you want to do."),
}
