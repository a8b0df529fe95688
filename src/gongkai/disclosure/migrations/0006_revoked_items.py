from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0005_guard")]

    operations = [
        migrations.AddIndex(
            model_name="informationitem",
            index=models.Index(
                condition=models.Q(("revoked_on__isnull", False)),
                fields=["organ", "revoked_on"],
                name="item_revoked",
            ),
        ),
    ]
