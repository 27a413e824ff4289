"""When the cooperative is closed, what it asks of an order, and how amounts are shown."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
