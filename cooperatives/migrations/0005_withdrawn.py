from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperatives", "0004_renewed_under_the_same_number"),
    ]

    operations = [
        migrations.AlterField(
            model_name="cooperative",
            name="status",
            field=models.CharField(
                choices=[
                    ("joining", "Has not sent its papers yet"),
                    ("applied", "Being checked"),
                    ("approved", "Checked"),
                    ("suspended", "Suspended"),
                    ("refused", "Not taken"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="applied",
                max_length=12,
            ),
        ),
    ]
