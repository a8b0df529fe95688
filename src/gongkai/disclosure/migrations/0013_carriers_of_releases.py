from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0012_check_of_the_attribute")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="carrier",
            field=models.CharField(
                blank=True,
                choices=[("paper", "纸质文件"), ("electronic", "电子文件"), ("disc", "光盘等存储介质")],
                max_length=20,
                verbose_name="载体",
            ),
        )
    ]
