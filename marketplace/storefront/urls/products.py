"""Addresses of the product list and each product."""

from django.urls import URLPattern

app_name = "catalogue"
urlpatterns: list[URLPattern] = []
