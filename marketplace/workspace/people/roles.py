"""What each role may do, in the words of who works with it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.enums import Role

WHAT_EACH_MAY: dict[str, str | Promise] = {
    Role.MANAGER: _("Everything: orders, products, money, fairs, the bank account, and who works here."),
    Role.CATALOGUE_KEEPER: _("Products, prices, pictures and stock. Sees neither orders nor money."),
    Role.SELLER: _("Orders, parcels, stock, and selling at the stall. Sees no money."),
    Role.ACCOUNTANT: _("Reads the money: sales, statements and payouts. Changes nothing."),
}
ROLE_ICONS: dict[str, str] = {
    Role.MANAGER: "shield-check",
    Role.CATALOGUE_KEEPER: "shopping-basket",
    Role.SELLER: "package",
    Role.ACCOUNTANT: "wallet",
}
