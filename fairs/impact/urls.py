"""The address of the public figures."""

from django.urls import path

from fairs.impact.views import impact_page

urlpatterns = [path("", impact_page, name="impact")]
