"""Addresses of the organiser's screens: tills."""

from django.urls import path

from fairs.organiser.views import tills

urlpatterns = [
    path("editions/<slug:code>/tills/", tills.tills, name="tills"),
    path("editions/<slug:code>/tills/<str:public_id>/revoke/", tills.revoke, name="revoke-till"),
]
