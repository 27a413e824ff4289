"""Addresses of the cooperatives."""

from django.urls import path

from marketplace.storefront.views import cooperatives

app_name = "cooperatives"
urlpatterns = [
    path("", cooperatives.index, name="list"),
    path("<slug:slug>/", cooperatives.detail, name="detail"),
]
