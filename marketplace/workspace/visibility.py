"""Who else can see a figure or a page of the workspace, said beside it in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHO_SEES: dict[str, str | Promise] = {
    "money": _("Seen by: the managers and accountants of your cooperative, and our staff."),
}
