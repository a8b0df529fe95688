from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0010_days_from_which_limits_run")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="haste_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="缩短期限或者提前施行的理由"),
        )
        for model in ("informationitem", "itemversion")
    ]
