from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperatives", "0003_certificates_have_addresses"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="signheld",
            name="signheld_certificate_once",
        ),
        migrations.AddConstraint(
            model_name="signheld",
            constraint=models.UniqueConstraint(
                fields=("cooperative", "sign", "number", "expires_on"), name="signheld_certificate_once"
            ),
        ),
    ]
