"""What stands on every screen of the workspace: its sentence of help, and who else sees its figures."""

from decimal import Decimal
from typing import Any

from django import template
from django.template import Context

from cooperatives.accounts.models import User
from marketplace.help.screens import SCREENS
from marketplace.help.selectors import recording_for
from marketplace.workspace.amounts import amount_text
from marketplace.workspace.visibility import WHO_SEES

register = template.Library()


@register.inclusion_tag("components/screen_help.html", takes_context=True)
def workspace_help(context: Context, screen: str) -> dict[str, Any]:
    """`{% workspace_help "more" %}`: a screen's sentence in marketplace/help/screens.py, read and heard."""
    person = _person(context)
    return {
        "screen": screen,
        "sentence": SCREENS[screen],
        "recording": recording_for(person, screen) if person else None,
        "may_choose": bool(person and not person.spoken_language),
    }


@register.simple_tag(takes_context=True)
def amount(context: Context, value: Decimal | int | None) -> str:
    """`{% amount order.goods %}`: dirhams, and rial beside them for who asked for that in the settings.

    Inside a sentence: `{% amount owed as owed_text %}`, then `{% blocktranslate with amount=owed_text %}`.
    """
    return amount_text(value, _person(context))


def _person(context: Context) -> User | None:
    """Who looks at the page; nobody where a template was given no request."""
    person = getattr(context.get("request"), "user", None)
    return person if isinstance(person, User) else None


@register.inclusion_tag("components/who_sees.html")
def who_sees(what: str) -> dict[str, Any]:
    """`{% who_sees "money" %}`: who else can see what stands here."""
    return {"sentence": WHO_SEES[what]}
