"""`/r/<code>`: short, since it stands in a QR code."""

from django.urls import re_path

from fairs.receipts.views import receipt

app_name = "stall-receipt"
urlpatterns = [re_path(r"^(?P<code>[-_0-9A-Za-z]{22})/?\Z", receipt, name="page")]
