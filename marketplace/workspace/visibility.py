"""Who else can see a figure or a page of the workspace, said beside it in plain words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHO_SEES: dict[str, str | Promise] = {
    "products": _("Seen by: your cooperative and our staff. Shoppers see only what is on sale."),
    "stock": _("Seen by: your cooperative and our staff. Shoppers see only whether there is some."),
    "lot": _("Seen by: everybody who scans the label."),
    "sign": _("Seen by: your cooperative and our staff. Shoppers see all but the photo."),
    "papers": _(
        "Seen by: the members who keep your page and your papers, and our staff. Identity cards: managers alone."
    ),
    "season": _("Seen by: everybody who looks at your products sees when you are closed, and from how much you send."),
    "figures": _(
        "Seen by: the managers and accountants of your cooperative, its union if you allow it, and our staff."
    ),
    "figures-fairs": _(
        "Seen by: the managers and accountants of your cooperative, and our staff. "
        "Organisers of a fair see what each cooperative sold there."
    ),
    "data": _("Seen by: the managers of your cooperative; accountants take orders and sales, keepers take products."),
    "application": _(
        "Seen by: the managers of your cooperative, the organisers and the committee of this edition, and our staff. "
        "No other exhibitor sees it."
    ),
    "fair-stall": _("Seen by: everybody of your cooperative, and the organisers of this edition."),
    "fair-goods": _("Seen by: those of your cooperative who count its stock, and our staff."),
    "money": _("Seen by: the managers and accountants of your cooperative, and our staff."),
    "team": _("Seen by: the managers of your cooperative, and our staff."),
    "union": _("Seen by: those in the union who may see catalogues, or money, as each cooperative allows it."),
    "log": _("Seen by: the managers of your cooperative, and our staff. Nobody can change or delete it."),
}
