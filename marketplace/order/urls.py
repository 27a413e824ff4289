"""Addresses under which a shopper follows a purchase."""

from django.urls import URLPattern

app_name = "purchase"
urlpatterns: list[URLPattern] = []
