from django.db import migrations, models


class Migration(migrations.Migration):
    # The index is built beside a shop that runs.
    atomic = False

    dependencies = [("fairs", "0002_places_points_and_grants")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    CREATE UNIQUE INDEX CONCURRENTLY stallassignment_one_stall_a_day
                    ON fairs_stallassignment (participation_id, day_id, place) WHERE exclusive
                    """,
                    "DROP INDEX CONCURRENTLY stallassignment_one_stall_a_day",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="stallassignment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("exclusive", True)),
                        fields=("participation", "day", "place"),
                        name="stallassignment_one_stall_a_day",
                        violation_error_message="This organisation has its stall for that day.",
                    ),
                ),
            ],
        )
    ]
