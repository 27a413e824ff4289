"""Programmes, editions, stops, days, stalls and who takes part."""

from fairs.models.beside import ExportFile, PublicSpending, ScheduledExport, SignedContract
from fairs.models.commission import CommissionRule
from fairs.models.declared import DeclaredPart, DeclaredTotal
from fairs.models.operator import CashHandover, DepositSlip
from fairs.models.participation import Listing, Participation
from fairs.models.programmes import Edition, EditionDay, Programme, ReferenceFigure, Stop
from fairs.models.roles import EditionMembership
from fairs.models.stalls import Stall, StallAssignment

__all__ = [
    "CashHandover",
    "CommissionRule",
    "DeclaredPart",
    "DeclaredTotal",
    "DepositSlip",
    "Edition",
    "EditionDay",
    "EditionMembership",
    "ExportFile",
    "Listing",
    "Participation",
    "Programme",
    "PublicSpending",
    "ReferenceFigure",
    "ScheduledExport",
    "SignedContract",
    "Stall",
    "StallAssignment",
    "Stop",
]
