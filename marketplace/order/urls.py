"""Addresses under which a shopper follows a purchase."""

from django.urls import path

from marketplace.order import views

app_name = "purchase"
urlpatterns = [
    path("", views.mine, name="list"),
    path("<slug:public_id>/<slug:token>/", views.detail, name="detail"),
    path("<slug:public_id>/<slug:token>/confirm/", views.confirm, name="confirm"),
    path("<slug:public_id>/<slug:token>/code/", views.send_again, name="send-again"),
    path("<slug:public_id>/<slug:token>/orders/<slug:order>/cancel/", views.cancel, name="cancel"),
    path("<slug:public_id>/<slug:token>/orders/<slug:order>/part/<slug:answer>/", views.part, name="part"),
]
