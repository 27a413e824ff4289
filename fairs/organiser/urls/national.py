"""Addresses of the organiser's screens: national."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
