"""Where a person lands after signing in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
