"""Where the money of an order stands, in the words that its cooperative reads."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MoneyState(TextChoices):
    """From "nobody has paid yet" to "it is in your account"."""

    UNCERTAIN = "uncertain", _("Not certain yet")
    NONE = "none", _("No money")
    PENDING = "pending", pgettext_lazy("money", "Waiting")
    WITH_YOU = "with_you", _("You have it")
    AVAILABLE = "available", pgettext_lazy("money", "Available")
    ON_ITS_WAY = "on_its_way", _("On its way to you")
    PAID = "paid", _("Paid to you")
    BACK = "back", _("Paid back to the shopper")


ICONS = {
    MoneyState.UNCERTAIN: "hourglass",
    MoneyState.NONE: "x",
    MoneyState.PENDING: "hourglass",
    MoneyState.WITH_YOU: "hand-coins",
    MoneyState.AVAILABLE: "wallet",
    MoneyState.ON_ITS_WAY: "send",
    MoneyState.PAID: "check",
    MoneyState.BACK: "undo-2",
}
KINDS = {
    MoneyState.UNCERTAIN: "",
    MoneyState.NONE: "",
    MoneyState.PENDING: "saffron",
    MoneyState.WITH_YOU: "blue",
    MoneyState.AVAILABLE: "green",
    MoneyState.ON_ITS_WAY: "blue",
    MoneyState.PAID: "solid",
    MoneyState.BACK: "terracotta",
}
