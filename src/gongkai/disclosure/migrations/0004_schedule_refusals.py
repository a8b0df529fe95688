from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_counting")]

    operations = [
        migrations.AddField(
            model_name="informationitem",
            name="publish_refusal",
            field=models.CharField(blank=True, max_length=500, verbose_name="未能定时发布的原因"),
        ),
    ]
