from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_user_shows_rial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="spoken_language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ary", "Darija"),
                    ("shi", "Tachelhit"),
                    ("tzm", "Central Tamazight"),
                    ("rif", "Tarifit"),
                ],
                db_default="",
                default="",
                max_length=3,
            ),
        ),
    ]
