"""Products: the list, a new one, its small screens, and drafts that come late."""

from django.urls import URLPattern, path

from marketplace.workspace.products import views

urlpatterns: list[URLPattern] = [
    path("", views.products, name="products"),
]
