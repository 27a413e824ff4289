"""When the cooperative is closed, what it asks of an order, and how amounts are shown."""

from django.urls import path

from marketplace.help.views import recording
from marketplace.workspace.settings import season, views

urlpatterns = [
    path("", views.settings, name="settings"),
    path("season/", season.season, name="season"),
    path("season/<slug:cooperative>/close/", season.close, name="season-close"),
    path("season/<slug:cooperative>/orders/", season.orders, name="season-orders"),
    path("season/closed/<slug:public_id>/open/", season.open_again, name="season-open"),
    path("season/closed/<slug:public_id>/end/", season.move_end, name="season-end"),
    path("recordings/<slug:public_id>/", recording, name="help-recording"),
]
