"""The words of the pages that work without a network: made of gettext here, sent as JSON, filled in by the page.

A key that the scripts know -> the text, with `%(name)s` where the page puts a value. Plurals are told
in every form that the language has, so that the page can count without asking.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

Forms = Callable[[int], str]
# One number for each form, by the names that Intl.PluralRules gives them.
SAMPLES: Mapping[str, Mapping[str, int]] = {
    "ar": {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100},
    "fr": {"one": 1, "many": 1_000_000, "other": 2},
    "en": {"one": 1, "other": 2},
}


def words_of(words: Mapping[str, Promise], plurals: Mapping[str, Forms]) -> dict[str, Any]:
    """The texts in the language that is active."""
    samples = SAMPLES[(get_language() or "ar").split("-")[0]]
    return {
        "words": {key: str(text) for key, text in words.items()},
        "plurals": {key: {name: forms(n) for name, n in samples.items()} for key, forms in plurals.items()},
    }


COMMON: dict[str, Promise] = {
    "dirham": _("DH"),
    "riyal": _("riyals"),
    "erase": _("Erase the last digit"),
    "language": _("Language"),
    "back": _("Back"),
    "cancel": _("Cancel"),
    "close": _("Close"),
    "continue": _("Continue"),
    "save": _("Save"),
    "yes": _("Yes"),
    "no": _("No"),
    "menu": _("Menu"),
    "no_network": _("No network"),
    "new_version": _("A new version is ready."),
    "update_now": _("Update now"),
    "storage_almost_full": _("The telephone's memory is almost full. Delete photos or videos."),
    "storage_full": _("The telephone's memory is full. Nothing was saved. Delete photos or videos, then try again."),
    "clock_wrong": _("The telephone's clock is wrong. Set its date and time."),
    "not_saved": _("It could not be saved. Try again."),
    "all_sent": _("All was sent"),
    "sending": _("Sending…"),
    "not_sent_yet": _("Not sent yet"),
    "last_sent": _("Last sent: %(time)s"),
    "never_sent": _("Nothing was sent yet"),
    "send_now": _("Send now"),
    "save_as_file": _("Save as a file"),
    "paste_link": _("Paste the link here"),
    "join": _("Join"),
    "enrol_title": _("This telephone is not joined yet"),
    "enrol_how": _("Scan the square code that the organiser shows, with the telephone's camera. Or paste the link."),
    "code_bad": _("This code is too old, or another telephone took it. Ask the organiser for a new one."),
    "code_unreadable": _("This is not the organiser's link. Copy it whole."),
    "enrol_needs_network": _("This needs the network, once. Try again when there is some."),
    "too_often": _("Too many tries. Wait a minute."),
    "try_again": _("Try again"),
    "revoked": _("The organiser switched this telephone off. What you write is kept, and sent to a person to look at."),
    "unknown_token": _("The organiser no longer knows this telephone. What you write is kept. Ask for a new code."),
    "other_tab": _("A newer page is open. Close this one."),
}

COMMON_PLURALS: dict[str, Forms] = {
    "waiting": lambda n: ngettext("%(count)s waits to be sent", "%(count)s wait to be sent", n),
    "dead": lambda n: ngettext("%(count)s was not taken", "%(count)s were not taken", n),
    "flagged": lambda n: ngettext("%(count)s to look at", "%(count)s to look at", n),
}
