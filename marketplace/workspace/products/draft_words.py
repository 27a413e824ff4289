"""What the page of drafts says on its own, without asking anybody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.offline.words import Forms

WORDS: dict[str, Promise] = {
    "waits": _("Waits to be sent"),
    "refused": _("Not taken: change it, then it is sent again"),
    "other": _("You may not write for this cooperative any more. Ask its manager."),
    "signed_out": _("You are signed out. What you made waits on this phone: sign in, and it is sent."),
    "offline": _("There is no network. Go on: everything is kept on this phone and sent later by itself."),
    "server_away": _("It did not go through. It is tried again by itself."),
    "kept": _("Kept on this phone."),
    "throw_away_sure": _("Throw this draft away? It is nowhere else."),
    "photo_missing": _("Take a photo of it first."),
    "kind_missing": _("Touch the picture of what it is."),
    "price_wrong": _("Write the price of one, in dirhams."),
    "quantity_wrong": _("Write how many you have; 0 when there are none yet."),
    "only_one": _("Each one is different: write 1, and add the others one by one."),
    "full": _("The telephone's memory is full. Nothing was saved. Delete photos or videos, then try again."),
    "not_saved": _("It could not be saved. Try again."),
    "first_online": _("Open the workspace once with a network: then this phone knows for whom you write."),
    "photo_alt": _("The photo"),
    "photo_too_heavy": _("The photo is too heavy to be sent. Touch Change and take it again, or cut it smaller."),
    "not_understood": _("It arrived damaged. Touch Change, look at everything once and keep it again."),
}
PLURALS: dict[str, Forms] = {
    "waiting": lambda n: ngettext("%(count)s draft waits on this phone", "%(count)s drafts wait on this phone", n),
    "of_others": lambda n: ngettext(
        "%(count)s draft of another person waits on this phone",
        "%(count)s drafts of other people wait on this phone",
        n,
    ),
}
# Of stock, on every page.
CHANGES: dict[str, Forms] = {
    "waiting": lambda n: ngettext("%(count)s change of stock waits", "%(count)s changes of stock wait", n),
    "refused": lambda n: ngettext(
        "%(count)s change of stock was not taken: look why",
        "%(count)s changes of stock were not taken: look why",
        n,
    ),
}
