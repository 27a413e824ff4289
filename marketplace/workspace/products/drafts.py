"""Products begun without a network: the page that a device keeps, and the door at which its drafts arrive."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.keeping import DraftDeleted, MoreThanOneOfAUnique, begin_product, public_id_of_draft
from catalogue.kinds.models import ProductKind
from catalogue.models import Product
from catalogue.pictures import PictureRefused
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from cooperatives.permissions import Area, cooperatives_for, cooperatives_where
from fairs.offline.words import words_of
from marketplace.help.screens import SCREENS
from marketplace.workspace.chosen import SESSION_KEY
from marketplace.workspace.products.draft_form import DraftForm
from marketplace.workspace.products.draft_words import PLURALS, WORDS
from marketplace.workspace.products.new import picture_refusal


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page of drafts, the same for everyone: who they belong to is known to the device alone."""
    response = render(request, "marketplace/workspace/products/drafts.html", shell_context())
    # No caches on the way: the service worker is the one that keeps it.
    response["Cache-Control"] = "no-cache"
    return response


def shell_context() -> dict[str, Any]:
    """Kinds, words and addresses; nothing of any person."""
    return {
        "kinds": ProductKind.objects.all(),
        "words": words_of(WORDS, PLURALS),
        "nav_items": [
            _part("home", "package", _("Orders")),
            _part("products", "shopping-basket", _("Products"), is_current=True),
            _part("fairs", "tent", _("Fairs")),
            _part("money", "wallet", _("Money")),
            _part("more", "menu", _("More")),
        ],
        "place_name": _("Products"),
        # Without a recording: which one depends on who hears it.
        "help_sentence": SCREENS["products-drafts"],
    }


@never_cache
@require_http_methods(["GET", "POST"])
def api(request: HttpRequest) -> HttpResponse:
    """GET: for whom this device may send drafts. POST: one draft, taken once however often it is sent."""
    if not isinstance(request.user, User):
        return JsonResponse({"detail": "signed_out"}, status=401)
    if request.method == "GET":
        return _standing(request, request.user)
    return _take(request, request.user)


def _standing(request: HttpRequest, person: User) -> JsonResponse:
    """Who is signed in, for which cooperatives they may write, and the token of their next POST."""
    own = cooperatives_where(person, Area.CATALOGUE).order_by("pk")
    if not own and not cooperatives_for(person).exists():
        raise Http404
    cooperatives = [{"id": each.public_id, "name": str(each)} for each in own]
    ids = [each["id"] for each in cooperatives]
    remembered = request.session.get(SESSION_KEY)
    chosen = remembered if remembered in ids else next(iter(ids), None)
    about = {"person": person.public_id, "cooperatives": cooperatives, "chosen": chosen, "csrf": get_token(request)}
    return JsonResponse(about)


def _take(request: HttpRequest, person: User) -> JsonResponse:
    permitted = cooperatives_where(person, Area.CATALOGUE)
    cooperative = permitted.filter(public_id=request.POST.get("cooperative", "")).first()
    if cooperative is None:
        raise Http404
    form = DraftForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(form.problems())
    return _begin(cooperative, person, form.cleaned_data)


def _begin(cooperative: Cooperative, person: User, given: dict[str, Any]) -> JsonResponse:
    device_id = str(given["id"])
    known = Product.objects.filter(cooperative=cooperative, public_id=public_id_of_draft(cooperative, device_id))
    status = "duplicate" if known.exists() else "created"
    try:
        product = begin_product(
            cooperative=cooperative,
            kind=given["kind"],
            pictures=[given["picture"]],
            price=given["price"],
            quantity=given["quantity"],
            by=person,
            device_id=device_id,
        )
    except PictureRefused as refusal:
        return _refused([_problem("picture", picture_refusal(refusal))])
    except MoreThanOneOfAUnique:
        return _refused([_problem("quantity", _("Each one is different: write 1, and add the others one by one."))])
    except DraftDeleted:
        return JsonResponse({"id": device_id, "status": "deleted"})
    address = reverse("workspace:product", kwargs={"public_id": product.public_id})
    about = {"id": device_id, "status": status, "product": product.public_id, "url": address, "title": product.title}
    return JsonResponse(about, status=201 if status == "created" else 200)


def _refused(problems: list[dict[str, str]]) -> JsonResponse:
    return JsonResponse({"status": "refused", "problems": problems}, status=422)


def _problem(field: str, text: str) -> dict[str, str]:
    return {"field": field, "text": text}


def _part(name: str, icon: str, text: str, *, is_current: bool = False) -> dict[str, Any]:
    return {"url": reverse(f"workspace:{name}"), "icon": icon, "text": text, "current": is_current}
