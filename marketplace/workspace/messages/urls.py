"""Messages about an order, and what rings on the telephone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
