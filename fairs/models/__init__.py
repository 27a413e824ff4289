"""Programmes, editions, stops, days, stalls and who takes part."""

from fairs.models.commission import CommissionRule
from fairs.models.declared import DeclaredTotal
from fairs.models.participation import Listing, Participation
from fairs.models.programmes import Edition, EditionDay, Programme, ReferenceFigure, Stop
from fairs.models.roles import EditionMembership
from fairs.models.stalls import Stall, StallAssignment

__all__ = [
    "CommissionRule",
    "DeclaredTotal",
    "Edition",
    "EditionDay",
    "EditionMembership",
    "Listing",
    "Participation",
    "Programme",
    "ReferenceFigure",
    "Stall",
    "StallAssignment",
    "Stop",
]
