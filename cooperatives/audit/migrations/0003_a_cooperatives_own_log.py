import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_triggers_that_nobody_skips"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["cooperative", "-id"], name="auditentry_cooperative"),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="cooperative",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cooperatives.cooperative",
            ),
        ),
    ]
