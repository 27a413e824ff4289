"""Tills and who stands at them, their sessions, the sales that they sent, and the counted cash."""

from fairs.tills.models.devices import Cashier, Till
from fairs.tills.models.reports import CashReport, CashReportLine
from fairs.tills.models.sales import QuarantinedRecord, Sale, SaleLine
from fairs.tills.models.sessions import TillEvent, TillSession

__all__ = [
    "CashReport",
    "CashReportLine",
    "Cashier",
    "QuarantinedRecord",
    "Sale",
    "SaleLine",
    "Till",
    "TillEvent",
    "TillSession",
]
