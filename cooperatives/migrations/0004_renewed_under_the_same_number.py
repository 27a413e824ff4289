from django.db import migrations, models


class Migration(migrations.Migration):
    # The index is built beside a shop that runs, and the constraint takes its place in a moment.
    atomic = False

    dependencies = [("cooperatives", "0003_certificates_have_addresses")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    CREATE UNIQUE INDEX CONCURRENTLY signheld_certificate_of_a_day
                    ON cooperatives_signheld (cooperative_id, sign_id, number, expires_on)
                    """,
                    migrations.RunSQL.noop,
                ),
                migrations.RunSQL(
                    """
                    ALTER TABLE cooperatives_signheld
                        DROP CONSTRAINT signheld_certificate_once,
                        ADD CONSTRAINT signheld_certificate_once
                            UNIQUE USING INDEX signheld_certificate_of_a_day
                    """,
                    """
                    ALTER TABLE cooperatives_signheld
                        DROP CONSTRAINT signheld_certificate_once,
                        ADD CONSTRAINT signheld_certificate_once
                            UNIQUE (cooperative_id, sign_id, number)
                    """,
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="signheld", name="signheld_certificate_once"),
                migrations.AddConstraint(
                    model_name="signheld",
                    constraint=models.UniqueConstraint(
                        fields=("cooperative", "sign", "number", "expires_on"), name="signheld_certificate_once"
                    ),
                ),
            ],
        )
    ]
