"""Addresses of the organiser's screens."""

from django.urls import URLPattern

app_name = "organiser"
urlpatterns: list[URLPattern] = []
