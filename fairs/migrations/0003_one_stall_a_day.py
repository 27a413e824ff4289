from django.db import migrations, models


class Migration(migrations.Migration):
    # The index is built beside a shop that runs, and the constraint takes it over in a moment.
    atomic = False

    dependencies = [("fairs", "0002_places_points_and_grants")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    CREATE UNIQUE INDEX CONCURRENTLY stallassignment_one_stall_a_day
                    ON fairs_stallassignment (participation_id, day_id, place)
                    """,
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(
                    """
                    ALTER TABLE fairs_stallassignment
                        ADD CONSTRAINT stallassignment_one_stall_a_day
                            UNIQUE USING INDEX stallassignment_one_stall_a_day
                    """,
                    "ALTER TABLE fairs_stallassignment DROP CONSTRAINT stallassignment_one_stall_a_day",
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="stallassignment",
                    constraint=models.UniqueConstraint(
                        fields=("participation", "day", "place"),
                        name="stallassignment_one_stall_a_day",
                        violation_error_message="This organisation has its stall for that day.",
                    ),
                ),
            ],
        )
    ]
