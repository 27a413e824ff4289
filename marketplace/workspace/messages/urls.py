"""Addresses of the conversations with shoppers, and of telephones that ring."""

from django.urls import path

from marketplace.workspace.messages import ring, views

urlpatterns = [
    path("messages/", views.index, name="conversations"),
    path("orders/<slug:public_id>/messages/", views.messages, name="messages"),
    path("orders/<slug:public_id>/messages/<slug:message>.jpg", views.picture, name="message-picture"),
    path("ring/", ring.page, name="ring"),
    path("ring/add/", ring.add, name="ring-add"),
    path("ring/off/", ring.off, name="ring-off"),
    path("ring/test/", ring.test, name="ring-test"),
    path("ring/worker.js", ring.worker, name="ring-worker"),
]
