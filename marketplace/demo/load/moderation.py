"""What waits for staff: changes side by side with what was, one sent back, one whose maker is trusted."""

from catalogue.models import Product
from catalogue.moderation.selectors import seen_of, unsettled_of
from catalogue.moderation.services import ask_again, change_product, send_for_sale
from catalogue.moderation.trust import trust_cooperative
from catalogue.papers import missing_for_sale
from cooperatives.accounts.models import User
from cooperatives.enums import Role
from cooperatives.models import Cooperative

# Whose products change: the cooperative of the demonstration's own sign-in is the first.
CHANGING = 4
MORE = {"ar": " معصور على البارد، بدون إضافات.", "fr": " Préparé à la main, sans additifs."}
WHY = "المرجو صورة أوضح، وذكر سنة الجني في الوصف."


def load_moderation(cooperatives: list[Cooperative], *, staff: User) -> None:
    """Let some cooperatives change what is on sale, send drafts that are complete, and be answered."""
    for place, cooperative in enumerate(cooperatives[:CHANGING]):
        product = Product.objects.filter(cooperative=cooperative, is_public=True).order_by("pk").first()
        if product is not None:
            _change(product, _manager_of(cooperative))
            if place == 0:
                _send_back(product, staff)
    for draft in Product.objects.kept().filter(is_public=False, first_public_at=None).order_by("pk"):
        if not missing_for_sale(draft) and draft.picture and unsettled_of(draft) is None:
            send_for_sale(product_id=draft.pk, by=_manager_of(draft.cooperative))
    trusted = cooperatives[CHANGING]
    trust_cooperative(cooperative_id=trusted.pk, reason="Deux ans de ventes sans une réclamation.", by=staff)


def _change(product: Product, keeper: User) -> None:
    values = {f"description_{language}": _text(product, language) + more for language, more in MORE.items()}
    change_product(product_id=product.pk, values=values, by=keeper)


def _text(product: Product, language: str) -> str:
    return (getattr(product, f"description_{language}") or "").rstrip()


def _send_back(product: Product, staff: User) -> None:
    revision = unsettled_of(product)
    if revision is not None:
        ask_again(revision_id=revision.pk, seen=seen_of(revision)[2], reason=WHY, by=staff)


def _manager_of(cooperative: Cooperative) -> User:
    return cooperative.memberships.current().filter(role=Role.MANAGER).select_related("user").earliest("pk").user
