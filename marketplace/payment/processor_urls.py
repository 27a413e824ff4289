"""What the processor calls: outside the languages, since no person reads it."""

from django.urls import path

from marketplace.payment.webhook import webhook

urlpatterns = [path("stripe/webhook/", webhook, name="stripe-webhook")]
