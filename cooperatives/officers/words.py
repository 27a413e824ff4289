"""What an officer is asked to agree to, in a sentence: the same in the message and on the page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cooperatives.officers.enums import ConsentAct


def sentence_of(act: str, asked: Mapping[str, Any]) -> str:
    """What shall be done, as the person who is asked reads it; of numbers no more than their end."""
    match act:
        case ConsentAct.BANK_ACCOUNT:
            return _("The money shall go to the bank account of %(holder)s, which ends in %(ending)s.") % {
                "holder": asked["holder"],
                "ending": asked["rib"][-4:],
            }
        case ConsentAct.POSTAL_ADDRESSEE:
            return _("%(name)s shall collect the postal orders, at the post office of %(office)s.") % {
                "name": asked["name"],
                "office": asked["office"],
            }
        case ConsentAct.OFFICER if asked["is_officer"]:
            return _("%(name)s shall be an officer.") % {"name": asked["name"]}
        case ConsentAct.OFFICER:
            return _("%(name)s shall not be an officer any more.") % {"name": asked["name"]}
    return _("The telephone number of %(name)s shall be the one that ends in %(ending)s.") % {
        "name": asked["name"],
        "ending": asked["phone"][-2:],
    }
