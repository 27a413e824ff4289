"""Addresses of the calendar of fairs and markets."""

from django.urls import path

from marketplace.storefront.views import fairs

app_name = "fairs"
urlpatterns = [
    path("", fairs.calendar, name="calendar"),
    path("<slug:code>/", fairs.edition, name="edition"),
]
