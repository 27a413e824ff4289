from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("season", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="closedperiod",
            name="because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("harvest", "We are in the fields for the harvest."),
                    ("feast", "We celebrate with our families."),
                    ("rest", "We are resting for some days."),
                    ("making", "We are making new goods."),
                    ("fair", "We are away at a fair."),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
    ]
