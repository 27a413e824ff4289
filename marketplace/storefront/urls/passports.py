"""Where a label leads: the page of the lot that a jar came from."""

from django.urls import re_path

from marketplace.storefront.views import passports

app_name = "passport"
urlpatterns = [re_path(r"^(?P<public_id>[2-9b-z]{12})/\Z", passports.passport, name="page")]
