from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """The lowest migration of the house: extensions that indexes and constraints above it need."""

    initial = True
    dependencies = []
    operations = [TrigramExtension(), BtreeGistExtension()]
