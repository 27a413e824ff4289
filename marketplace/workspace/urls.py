"""Addresses of the cooperative's workspace."""

from django.urls import path

from marketplace.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("orders/<slug:public_id>/", views.order, name="order"),
    path("orders/<slug:public_id>/<slug:name>/", views.act, name="act"),
]
