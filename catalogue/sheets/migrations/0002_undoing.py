from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sheets", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="productsheet",
            name="status",
            field=models.CharField(
                choices=[
                    ("reading", "Being read"),
                    ("checked", "Ready to be looked at"),
                    ("loading", "Being taken over"),
                    ("loaded", "Taken over"),
                    ("undoing", "Being taken back"),
                    ("taken_back", "Taken back"),
                    ("dropped", "Put away"),
                ],
                default="reading",
                max_length=10,
            ),
        ),
    ]
