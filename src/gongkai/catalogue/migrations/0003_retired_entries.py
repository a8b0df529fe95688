from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_elements_and_entries'),
    ]

    operations = [
        migrations.AddField(
            model_name='standardentry',
            name='retired',
            field=models.BooleanField(default=False, verbose_name='已停用'),
        ),
    ]
