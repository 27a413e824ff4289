"""Is the process alive, and can it serve?"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
