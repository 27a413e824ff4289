"""Addresses under which a shopper writes to a cooperative about an order."""

from django.urls import path

from marketplace.conversation import views

app_name = "conversation"
urlpatterns = [
    path("<slug:public_id>/<slug:token>/orders/<slug:order>/messages/", views.messages, name="messages"),
    path(
        "<slug:public_id>/<slug:token>/orders/<slug:order>/messages/<slug:message>.jpg", views.picture, name="picture"
    ),
]
