from django.db import migrations, models

from cooperatives.identifiers import new_public_id


class Migration(migrations.Migration):
    # The index is built beside a shop that runs.
    atomic = False

    dependencies = [("cooperatives", "0002_joining_officers_and_seasons")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "CREATE UNIQUE INDEX CONCURRENTLY signheld_public_id ON cooperatives_signheld (public_id)",
                    "DROP INDEX signheld_public_id",
                ),
                migrations.RunSQL(
                    "ALTER TABLE cooperatives_signheld ALTER COLUMN public_id DROP DEFAULT",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="signheld",
                    name="public_id",
                    field=models.CharField(default=new_public_id, editable=False, max_length=12, unique=True),
                )
            ],
        )
    ]
