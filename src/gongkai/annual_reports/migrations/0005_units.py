import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annual_reports", "0004_earlier_problems"),
    ]

    operations = [
        migrations.AddField(
            model_name="annualreport",
            name="units",
            field=models.JSONField(
                default=dict,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                verbose_name="所属机关汇总",
            ),
        ),
    ]
