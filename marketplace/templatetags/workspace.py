"""What stands on every screen of the workspace: its sentence of help, and who else sees its figures."""

from typing import Any

from django import template

from marketplace.help.screens import SCREENS
from marketplace.workspace.visibility import WHO_SEES

register = template.Library()


@register.inclusion_tag("components/screen_help.html")
def workspace_help(screen: str) -> dict[str, Any]:
    """`{% workspace_help "more" %}`: the sentence of a screen that marketplace/help/screens.py names."""
    return {"screen": screen, "sentence": SCREENS[screen]}


@register.inclusion_tag("components/who_sees.html")
def who_sees(what: str) -> dict[str, Any]:
    """`{% who_sees "money" %}`: who else can see what stands here."""
    return {"sentence": WHO_SEES[what]}
