from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_retired_entries")]

    operations = [
        migrations.AddField(
            model_name="column",
            name="shortest_posting",
            field=models.CharField(blank=True, max_length=50, verbose_name="最短公示时间"),
        ),
    ]
