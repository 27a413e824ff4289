from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partner", "0002_triggers_that_nobody_skips")]

    operations = [
        migrations.AlterField(
            "stockmovement",
            "kind",
            models.CharField(
                choices=[
                    ("counted", "Counted"),
                    ("received", "Received"),
                    ("allocated", "Promised to an order"),
                    ("released", "Promise withdrawn"),
                    ("consumed", "Handed over"),
                    ("sold_at_stall", "Sold at a stall"),
                    ("returned", "Came back"),
                    ("sent_out", "Sent to a fair or market"),
                    ("taken_back", "Taken back from a fair or market"),
                    ("lost", "Lost at a fair or market"),
                    ("given_away", "Given away at a fair or market"),
                    ("broken", "Broken at a fair or market"),
                ],
                max_length=14,
            ),
        ),
    ]
