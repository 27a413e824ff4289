"""The demonstration's page of messages."""

from django.urls import path

from cooperatives.outbox import views

urlpatterns = [path("messages/", views.messages, name="demo-messages")]
