"""Addresses of the cooperatives."""

from django.urls import URLPattern

app_name = "cooperatives"
urlpatterns: list[URLPattern] = []
