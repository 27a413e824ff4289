"""Certificates and the products that show them."""

from django.db import transaction

from catalogue.models import Product
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.certificates import check_certificate
from cooperatives.models import SignHeld


@transaction.atomic
def accept_certificate(*, sign_held_id: int, seen: str, by: User) -> SignHeld:
    """Say that a certificate is good, and let it stand for the one that it renews on every product.

    Raises as `check_certificate`.
    """
    held = check_certificate(sign_held_id=sign_held_id, seen=seen, by=by)
    older = SignHeld.objects.filter(cooperative=held.cooperative_id, sign=held.sign_id, expires_on__lt=held.expires_on)
    renewed = Product.objects.filter(cooperative=held.cooperative_id, sign__in=older.exclude(pk=held.pk))
    products = list(renewed.order_by("pk").values_list("pk", flat=True))
    if products:
        Product.objects.filter(pk__in=products).update(sign=held)
        record_act(
            action="signheld.renews",
            subject=held,
            by=by,
            cooperative=held.cooperative,
            after={"products": products},
        )
    return held
