from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0009_debts_keep_their_steps")]

    operations = [
        migrations.AddField(
            model_name="informationitem",
            name="limit_from",
            field=models.DateField(blank=True, null=True, verbose_name="公开期限起算日"),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="limit_from",
            field=models.DateField(blank=True, null=True, verbose_name="公开期限起算日"),
        ),
    ]
