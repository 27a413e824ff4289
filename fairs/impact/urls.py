"""The address of the public figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
