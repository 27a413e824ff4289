"""Addresses of the organiser's screens: imports."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
