"""Addresses of the checkout."""

from django.urls import path

from marketplace.checkout import views

app_name = "checkout"
urlpatterns = [
    path("", views.index, name="index"),
    path("places/", views.places, name="places"),
    path("delivery/", views.delivery, name="delivery"),
]
