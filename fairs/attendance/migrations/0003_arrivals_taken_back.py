import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STANDING_ONCE = models.UniqueConstraint(
    condition=models.Q(("withdrawn_at__isnull", True)),
    fields=("participation", "day", "badge"),
    name="arrival_once_a_day",
    nulls_distinct=False,
)


class Migration(migrations.Migration):
    # The index is built beside a gate that is open, and takes the constraint's place in a moment.
    atomic = False

    dependencies = [
        ("attendance", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("arrival", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "arrival",
            "withdrawn_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            "arrival",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="arrival_taken_back_by_somebody",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    CREATE UNIQUE INDEX CONCURRENTLY arrival_standing_once_a_day
                    ON attendance_arrival (participation_id, day_id, badge_id)
                    NULLS NOT DISTINCT WHERE withdrawn_at IS NULL
                    """,
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(
                    """
                    ALTER TABLE attendance_arrival DROP CONSTRAINT arrival_once_a_day;
                    ALTER INDEX arrival_standing_once_a_day RENAME TO arrival_once_a_day
                    """,
                    """
                    DROP INDEX arrival_once_a_day;
                    ALTER TABLE attendance_arrival ADD CONSTRAINT arrival_once_a_day
                        UNIQUE NULLS NOT DISTINCT (participation_id, day_id, badge_id)
                    """,
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="arrival", name="arrival_once_a_day"),
                migrations.AddConstraint(model_name="arrival", constraint=STANDING_ONCE),
            ],
        ),
    ]
