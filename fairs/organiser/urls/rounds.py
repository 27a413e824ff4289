"""Addresses of the organiser's screens: rounds."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
