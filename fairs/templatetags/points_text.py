"""`{% load points_text %}`: points of a hundred, and names of sectors, as people read them."""

from django import template

from cooperatives.enums import Sector
from fairs.selection.minutes_paper import points_text

register = template.Library()


@register.filter
def points(score: int | None) -> str:
    """`61,25` of 6,125 hundredths; nothing for None."""
    return "" if score is None else points_text(score)


@register.filter
def sector_name(value: str) -> str:
    """What a sector is called; a word that is not in the list stays as it was written."""
    return str(Sector(value).label) if value in Sector.values else value
