"""Addresses of the twelve regions."""

from django.urls import path

from marketplace.storefront.views import regions

app_name = "territory"
urlpatterns = [
    path("", regions.index, name="regions"),
    path("<slug:slug>/", regions.detail, name="region"),
]
