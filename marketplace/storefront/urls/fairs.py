"""Addresses of the calendar of fairs and markets."""

from django.urls import URLPattern

app_name = "fairs"
urlpatterns: list[URLPattern] = []
