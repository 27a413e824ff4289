"""Who works here: the team, the officers, the union, and the cooperative chosen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
