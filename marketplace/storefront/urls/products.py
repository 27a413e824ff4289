"""Addresses of the product list and each product."""

from django.urls import path, re_path

from marketplace.storefront.views import products

app_name = "catalogue"
urlpatterns = [
    path("", products.index, name="index"),
    re_path(r"^(?P<slug>[-\w]+)-(?P<public_id>[2-9b-z]{12})/\Z", products.detail, name="detail"),
]
