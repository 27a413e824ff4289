"""What cooperatives send to be looked at: the oldest first, each beside how it was; and whose word is enough."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product
from catalogue.moderation.diff import differences
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import pictures_by_key, seen_of, waiting
from catalogue.moderation.services import accept_revision, ask_again
from catalogue.moderation.snapshots import PICTURES
from catalogue.moderation.trust import trust_cooperative, trust_no_more
from catalogue.search import containing, words_of
from catalogue.selectors import picture_of
from cooperatives.idempotency import new_token
from cooperatives.texts import LANGUAGES
from marketplace.staff.forms.base import LANGUAGE_NAMES, Text
from marketplace.staff.forms.moderation import (
    ACCEPT_REFUSALS,
    JUDGING_REFUSALS,
    TRUST_REFUSALS,
    AskAgainForm,
    SeenForm,
    TrustForm,
)
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, RowView, StaffViewSet, page_of

ACCEPT = Act(
    name="accept",
    title=_("Accept"),
    done=_("Accepted: shoppers see it now, and the cooperative is told."),
    icon="check",
    form=SeenForm,
    do=lambda row, by, given: accept_revision(revision_id=row.pk, seen=given["seen"], by=by),
    is_offered=lambda row: row.status == RevisionStatus.SENT,
    refusals=ACCEPT_REFUSALS,
)
ASK_AGAIN = Act(
    name="ask-again",
    title=_("Ask for a change"),
    done=_("The cooperative is told what to change."),
    explained=_("Shoppers go on seeing it as it was."),
    icon="edit",
    form=AskAgainForm,
    do=lambda row, by, given: ask_again(revision_id=row.pk, seen=given["seen"], reason=given["reason"], by=by),
    is_offered=lambda row: row.status == RevisionStatus.SENT,
    refusals=JUDGING_REFUSALS,
)
TRUST = Act(
    name="trust",
    title=_("Trust its word"),
    done=_("From now on shoppers see at once what it writes of its products."),
    explained=_("Products that it sends, and what it changes, are seen at once and looked at by nobody first."),
    icon="check",
    form=TrustForm,
    do=lambda row, by, given: trust_cooperative(cooperative_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: not row.is_trusted,
    refusals=TRUST_REFUSALS,
)
TRUST_NO_MORE = Act(
    name="trust-no-more",
    title=_("Look at what it writes again"),
    done=_("From now on what it writes waits for you."),
    explained=_("What shoppers see already stays."),
    icon="view",
    form=TrustForm,
    do=lambda row, by, given: trust_no_more(cooperative_id=row.pk, reason=given["reason"], by=by),
    is_offered=lambda row: row.is_trusted,
    refusals=TRUST_REFUSALS,
)
TEXTS: dict[str, Text] = {"title": _("Name"), "description": _("Description"), "ingredients": _("Ingredients")}
LABELS: dict[str, Text] = {
    "drafted_languages": _("Languages that nobody has read"),
    "kind": _("What it is"),
    "product_class": _("Family"),
    "categories": _("Shelves"),
    "commune": _("Where it is made"),
    "sign": _("Quality sign"),
    "unit": _("Sold by"),
    "net_quantity": _("How much is in one"),
    "net_unit": _("Unit"),
    "is_unique": _("The only one of its kind"),
    "dimensions": _("Size"),
    "variant_of": _("Another size of"),
    "variant_label": _("Which size"),
    "allergens": _("Allergens"),
    "onssa_number": _("ONSSA number"),
    "cosmetic_registration": _("Registration as a cosmetic"),
    "durability_months": _("Months that it keeps"),
}


def label_of(name: str) -> tuple[Text, str]:
    """What a field is called, and the language of its text where it has one."""
    stem, _underscore, language = name.rpartition("_")
    if language in LANGUAGES and stem in TEXTS:
        return f"{TEXTS[stem]} · {LANGUAGE_NAMES[language]}", language
    return LABELS[name], ""


class RevisionPage(RowView):
    """What was sent, side by side with how it was, and the two answers to it."""

    template_name = "marketplace/staff/moderation/revision.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before, after, seen = self._versions(self.object)
        rows = [(*label_of(row.name), row.before, row.after) for row in differences(before, after)]
        context = super().get_context_data(**kwargs)
        may_judge = bool(context["acts"])
        return context | {
            "is_first": not before,
            "differences": rows,
            "pictures": [self._pictures(before), self._pictures(after)],
            "pictures_differ": before.get(PICTURES) != after.get(PICTURES),
            "seen": seen,
            "product_url": page_of("products")(self.object.product),
            "once": new_token(),
            "accept_url": self._act_url(ACCEPT) if may_judge else "",
            "ask_url": self._act_url(ASK_AGAIN) if may_judge else "",
            "ask_form": AskAgainForm(subject=self.object, initial={"seen": seen}),
        }

    def get_page_subtitle(self) -> str:
        return str(self.object.product)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *around, _its_number = super().get_breadcrumbs_items()
        return [*around, {"url": "", "label": str(self.object.product)}]

    def _act_url(self, act: Act) -> str:
        return reverse(self.act_url_name, args=[self.object.pk, act.name])

    @staticmethod
    def _versions(revision: ProductRevision) -> tuple[Mapping[str, Any], Mapping[str, Any], str]:
        """Of an open one how things stand now; of another how they stood when it was decided."""
        if revision.status == RevisionStatus.SENT:
            return seen_of(revision)
        return revision.before, revision.values, ""

    def _pictures(self, snapshot: Mapping[str, Any]) -> list[str]:
        """The addresses of the pictures of a snapshot, in their order."""
        found = pictures_by_key(self.object.product, snapshot.get(PICTURES, []))
        sized = [(picture_of(image.renditions, ""), image) for image in found]
        return [picture.src if picture else image.original.url for picture, image in sized]


class RevisionViewSet(StaffViewSet):
    model = ProductRevision
    names = Names(_("What was sent"), _("To look at"))
    icon = "view"
    acts = (ACCEPT, ASK_AGAIN)
    inspect_view_class = RevisionPage
    list_display = (
        columns.text(_("Product"), "product"),
        columns.text(_("Cooperative"), "product.cooperative"),
        columns.text(_("What"), lambda row: _("New product") if row.is_first else _("Change")),
        columns.moment(_("Sent"), "sent_at"),
        columns.text(_("By"), "sent_by"),
    )

    def rows(self) -> QuerySet:
        is_first = ExpressionWrapper(Q(before={}), output_field=BooleanField())
        read = waiting().select_related("product__cooperative", "sent_by").annotate(is_first=is_first)
        return read.defer("values", "before", "product__cooperative__story", "product__cooperative__phone")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(product__in=containing(Product.objects.all(), words_of(words)))

    def facts(self, row: ProductRevision) -> Sequence[Fact]:
        record = getattr(row.product, "stockrecord", None)
        judged = [Fact(_("Who looked at it"), str(row.judged_by))] if row.judged_by else []
        reason = [Fact(_("What must be changed?"), row.reason)] if row.reason else []
        return [
            Fact(_("Status"), row.get_status_display()),
            *judged,
            *reason,
            Fact(_("Product"), str(row.product)),
            Fact(_("Cooperative"), str(row.product.cooperative)),
            Fact(_("Price"), columns.as_money(record.price if record else None)),
            Fact(_("In stock"), columns.as_quantity(record.num_in_stock if record else None)),
            Fact(_("Sent"), columns.as_moment(row.sent_at)),
            Fact(_("By"), str(row.sent_by)),
        ]


revisions = RevisionViewSet("moderation")
