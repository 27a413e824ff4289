"""Addresses of the organiser's screens: closing."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
