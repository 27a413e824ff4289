"""What search engines are told: sitemap and robots."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
