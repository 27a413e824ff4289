from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_kinds_variants_and_food_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="product",
            name="discarded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("discarded_at__isnull", True),
                    models.Q(("first_public_at__isnull", True), ("is_public", False)),
                    _connector="OR",
                ),
                name="product_discarded_was_never_public",
            ),
        ),
    ]
