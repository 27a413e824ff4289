"""Figures as pictures, and lists that go out and come in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
