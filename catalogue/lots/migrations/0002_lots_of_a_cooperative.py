from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lots", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["cooperative", "-made_on", "-id"], name="lot_of_cooperative"),
        ),
    ]
