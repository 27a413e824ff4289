"""Sending a product for sale, taking back what was sent, and where it stands with staff."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.exceptions import AlreadySent
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import unsettled_of
from catalogue.moderation.services import send_for_sale, withdraw_revision
from catalogue.moderation.snapshots import was_public
from catalogue.papers import missing_for_sale
from catalogue.services import PaperMissing, PriceMissing
from cooperatives.audit.services import ForbiddenMove
from cooperatives.permissions import Area, cooperatives_where
from marketplace.basket.requests import SignedInRequest
from marketplace.once import act_once
from marketplace.workspace.products.papers import said


class State(StrEnum):
    """Where a product stands between its cooperative, staff and shoppers."""

    LACKING = "lacking"
    READY = "ready"
    CHECKED = "checked"
    SENT_BACK = "sent-back"
    ON_SALE = "on-sale"
    HIDDEN = "hidden"
    CHANGE_CHECKED = "change-checked"
    CHANGE_SENT_BACK = "change-sent-back"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of a product says of it, and offers to do."""

    state: State
    revision: ProductRevision | None
    missing: tuple[str, ...]
    is_trusted: bool

    @property
    def may_be_sent(self) -> bool:
        return self.state == State.READY or (self.state == State.SENT_BACK and not self.missing)

    @property
    def may_be_withdrawn(self) -> bool:
        return self.revision is not None and self.state != State.SENT_BACK


def standing_of(product: Product) -> Standing:
    """Where `product` stands, from one question."""
    revision = unsettled_of(product)
    missing = () if was_public(product) else missing_for_sale(product)
    state = _state(product, revision, missing)
    return Standing(state, revision, tuple(map(said, missing)), product.cooperative.is_trusted)


def _state(product: Product, revision: ProductRevision | None, missing: tuple[str, ...]) -> State:
    is_sent = revision is not None and revision.status == RevisionStatus.SENT
    if was_public(product):
        if revision is not None:
            return State.CHANGE_CHECKED if is_sent else State.CHANGE_SENT_BACK
        return State.ON_SALE if product.is_public else State.HIDDEN
    if revision is not None:
        return State.CHECKED if is_sent else State.SENT_BACK
    return State.LACKING if missing else State.READY


@never_cache
@login_required
@require_POST
def send(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask staff to look at a draft, or say what is missing."""
    product = _own(request, public_id)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.product.send",
            act=lambda: send_for_sale(product_id=product.pk, by=request.user),
        )
    except PaperMissing as refusal:
        for field in refusal.fields:
            messages.error(request, said(field))
    except PriceMissing:
        messages.error(request, _("Write its price first: without one nobody can buy it."))
    except AlreadySent:
        messages.info(request, _("It was sent before."))
    else:
        messages.success(request, _sent(product) if fresh else _("This was done already."))
    return redirect("workspace:product", public_id=public_id)


@never_cache
@login_required
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take back what staff have not accepted."""
    product = _own(request, public_id)
    revision = unsettled_of(product)
    if revision is None:
        messages.info(request, _("Nothing waits to be checked: our staff was faster, or it was taken back."))
        return redirect("workspace:product", public_id=public_id)
    try:
        fresh = act_once(
            request.POST,
            action="workspace.product.withdraw",
            act=lambda: withdraw_revision(revision_id=revision.pk, by=request.user),
        )
    except ForbiddenMove:
        messages.info(request, _("Nothing waits to be checked: our staff was faster, or it was taken back."))
    else:
        messages.success(request, _("Taken back. Nobody looks at it now.") if fresh else _("This was done already."))
    return redirect("workspace:product", public_id=public_id)


def _sent(product: Product) -> str:
    if product.cooperative.is_trusted:
        return _("On sale from now on.")
    return _("Sent. Our staff looks at it and writes to you.")


def _own(request: SignedInRequest, public_id: str) -> Product:
    own = Product.objects.kept().filter(cooperative__in=cooperatives_where(request.user, Area.CATALOGUE))
    found = own.select_related("cooperative", "product_class").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
