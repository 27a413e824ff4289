"""What the gate says."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.offline.words import Forms

GATE: dict[str, Promise] = {
    "gate": pgettext_lazy("of a fair", "Gate"),
    "badges": _("Badges"),
    "by_hand": _("By hand"),
    "sending_title": _("Sending"),
    "tablet_not_joined": _("This tablet is not joined yet"),
    "gate_book_needed": _("The list of who comes is not here yet. It needs the network, once."),
    "no_day": _("This edition has no day yet"),
    "camera": _("Camera"),
    "camera_on": _("Scan with the camera"),
    "camera_off": _("Switch the camera off"),
    "no_camera": _("The camera cannot be used. Type the number of the badge."),
    "badge_number": _("Number of a badge"),
    "check_badge": _("Check it"),
    "arrived_of": _("%(here)s of %(all)s arrived"),
    "no_stall": _("no stall yet"),
    "gate_welcome": _("Welcome"),
    "gate_came": _("Came already at %(time)s"),
    "gate_other_edition": _("This badge is not in the list: it is of another edition or another stop"),
    "gate_other_stop": _("A badge of another stop"),
    "gate_ended": _("This badge was ended: it was lost"),
    "gate_no_badge": _("This is no badge"),
    "gate_undone": _("Taken back: it was a mistake"),
    "gate_early": _("This day has not begun: nobody can be marked as here yet."),
    "by_mistake": _("Marked by mistake"),
    "perhaps_new": _("If the badge is new: get the list again when there is network, or mark by hand."),
    "find_comer": _("Name or stall"),
    "is_here": _("Arrived"),
    "mark_here": _("It is here"),
    "nobody_found": _("Nobody is called that."),
    "type_more": _("There are more. Type a letter more of the name."),
    "send_and_fetch": _("Send, and get the list again"),
    "not_taken": _("Not taken by the server"),
}

GATE_PLURALS: dict[str, Forms] = {}
