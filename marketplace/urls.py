"""Every address of the project."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from fairs.offline.apps import GATE_APP, ROUND_APP, TILL_APP
from fairs.offline.urls import app_urls
from marketplace.api import api
from marketplace.leaving import delete_account
from marketplace.pages.views import home, page, unknown_language
from marketplace.signing_in import after_sign_in
from marketplace.storefront.views import passports

urlpatterns = [
    path("", include("marketplace.health")),
    path("api/", api.urls),
    path("payments/", include("marketplace.payment.processor_urls")),
    # Wagtail's own form would let staff in without a second factor.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("marketplace.sitemaps")),
    # One page in every language, kept on the telephone.
    path("till/", include(app_urls(TILL_APP))),
    path("r/", include("fairs.receipts.urls")),
    path("round/", include(app_urls(ROUND_APP))),
    path("gate/", include(app_urls(GATE_APP))),
    # On labels: short, and the same in every language.
    re_path(r"^p/(?P<public_id>[2-9b-z]{12})/?\Z", passports.short, name="passport-short"),
]

if not settings.IS_PRODUCTION:
    # nginx serves the media in production.
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve_file, {"document_root": settings.MEDIA_ROOT})]

# A language that the shop does not speak: /de/products/ leads to the page in one that it does.
urlpatterns += [re_path(r"^(?!(?:ar|fr|en)/)(?:[a-z]{2}|zgh|ber)(?:-[A-Za-z]{2,4})?/(?P<rest>.*)\Z", unknown_language)]

urlpatterns += i18n_patterns(
    path("", home, name="home"),
    path("products/", include("marketplace.storefront.urls.products")),
    path("cooperatives/", include("marketplace.storefront.urls.cooperatives")),
    path("passport/", include("marketplace.storefront.urls.passports")),
    path("regions/", include("marketplace.storefront.urls.regions")),
    path("fairs/", include("marketplace.storefront.urls.fairs")),
    path("basket/", include("marketplace.basket.urls")),
    path("checkout/", include("marketplace.checkout.urls")),
    path("purchases/", include("marketplace.order.urls")),
    path("purchases/", include("marketplace.payment.urls")),
    path("purchases/", include("marketplace.receipts.urls")),
    path("purchases/", include("marketplace.conversation.urls")),
    path("impact/", include("fairs.impact.urls")),
    path("certificates/", include("fairs.closing.urls")),
    path("workspace/", include("marketplace.workspace.urls")),
    path("organiser/", include("fairs.organiser.urls")),
    path("account/after-sign-in/", after_sign_in, name="after-sign-in"),
    path("account/delete/", delete_account, name="account-delete"),
    path("account/", include("cooperatives.accounts.urls")),
    path("account/", include("allauth.urls")),
    *([path("demo/", include("cooperatives.outbox.urls"))] if settings.SHOW_DEMONSTRATION else []),
    *([path("styleguide/", include("marketplace.styleguide"))] if settings.SHOW_DEMONSTRATION else []),
    re_path(r"^(?P<path>(?!_util/)(?:[-\w]+/)+)\Z", page),
    path("", include(wagtail_urls)),
)

handler400 = "marketplace.errors.bad_request"
handler403 = "marketplace.errors.permission_denied"
handler404 = "marketplace.errors.not_found"
handler429 = "marketplace.errors.too_many_requests"
handler500 = "marketplace.errors.server_error"
