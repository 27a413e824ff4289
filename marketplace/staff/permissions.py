"""What the group Staff may do, row by row of the house. Nobody of it deletes, and users are the administrators'."""

from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from catalogue.models import Category, Product, ProductClass
from catalogue.moderation.models import ProductRevision
from catalogue.partner.models import Shortage
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.jobs.models import Job
from cooperatives.joining.models import Paper
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.models import Cooperative, Membership, QualitySign, SignHeld, SupportProgramme
from cooperatives.officers.models import FieldAgent, Recovery
from cooperatives.outbox.models import Message
from cooperatives.settlements.models import BankAccount, MonthEnd, Payout, PayoutExclusion, PayoutRun
from fairs.models import (
    CommissionRule,
    DeclaredTotal,
    Edition,
    EditionDay,
    EditionMembership,
    Participation,
    Programme,
    ReferenceFigure,
    Stall,
    Stop,
)
from fairs.tills.models import QuarantinedRecord, Till
from marketplace.delivery.models import Carrier, Hub
from marketplace.help.models import HelpRecording
from marketplace.order.models import Order, Parcel, Purchase
from marketplace.payment.models import Dispute, GatewayEvent, PaymentAttempt, Refund, Remittance, ReturnRequest

STAFF = "Staff"
WRITE, ACT, READ = ("add", "change", "view"), ("change", "view"), ("view",)
MAY: dict[type[Model], tuple[str, ...]] = {
    Cooperative: WRITE,
    Membership: WRITE,
    Paper: ACT,
    FieldAgent: WRITE,
    Recovery: ACT,
    SignHeld: WRITE,
    QualitySign: WRITE,
    SupportProgramme: WRITE,
    Product: WRITE,
    ProductRevision: ACT,
    Category: WRITE,
    ProductClass: ACT,
    Shortage: ACT,
    Programme: WRITE,
    Edition: WRITE,
    Stop: WRITE,
    EditionDay: ACT,
    Participation: WRITE,
    Stall: WRITE,
    EditionMembership: WRITE,
    Till: READ,
    ReferenceFigure: READ,
    Purchase: ACT,
    Order: ACT,
    Parcel: ACT,
    Hub: WRITE,
    QuarantinedRecord: ACT,
    Refund: ACT,
    PaymentAttempt: ACT,
    GatewayEvent: ACT,
    Dispute: READ,
    ReturnRequest: ACT,
    Carrier: ACT,
    Remittance: ACT,
    DeclaredTotal: READ,
    CommissionRule: WRITE,
    LedgerTransaction: READ,
    MonthEnd: WRITE,
    PayoutRun: WRITE,
    Payout: ACT,
    PayoutExclusion: READ,
    BankAccount: ACT,
    AuditEntry: READ,
    StatusChange: READ,
    HelpRecording: WRITE,
    Message: ACT,
    Job: ACT,
}
PAGES = ("add_page", "change_page", "publish_page")
FILES = {get_image_model(): ("add", "change", "choose"), get_document_model(): ("add", "change", "choose")}
