"""`{% load edition_days %}`: the days of an edition as a visitor reads them."""

from datetime import date

from django import template

from fairs.models import Edition
from fairs.organiser import selectors

register = template.Library()


@register.filter
def last_day(edition: Edition) -> date:
    """The last business day: doors that shut at midnight or after belong to the evening before."""
    return selectors.last_day(edition)
