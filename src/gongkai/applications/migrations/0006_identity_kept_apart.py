from django.db import migrations, models
import django.db.models.deletion

import gongkai.foundation.sealed

# The sealed text moves as it is: nothing is opened, and no key is needed.
KEEP_APART = """
    INSERT INTO applications_identity (application_id, kind, number)
    SELECT id, identity_kind, identity_number FROM applications_application
    WHERE identity_kind <> '' OR identity_number <> ''
"""
PUT_BACK = """
    UPDATE applications_application SET
        identity_kind = (SELECT kind FROM applications_identity WHERE application_id = applications_application.id),
        identity_number = (SELECT number FROM applications_identity WHERE application_id = applications_application.id)
    WHERE EXISTS (SELECT 1 FROM applications_identity WHERE application_id = applications_application.id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0005_several_replies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('resident_id', '居民身份证'), ('passport', '护照'), ('hong_kong_macao', '港澳居民来往内地通行证'), ('taiwan', '台湾居民来往大陆通行证'), ('permanent_residence', '外国人永久居留身份证'), ('credit_code', '统一社会信用代码'), ('other', '其他证件')], max_length=20, verbose_name='证件类型')),
                ('number', gongkai.foundation.sealed.SealedTextField(blank=True, verbose_name='证件号码')),
                ('purged_on', models.DateField(blank=True, null=True, verbose_name='个人信息清除日期')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='applications.application')),
            ],
            options={
                'verbose_name': '身份证明',
                'base_manager_name': 'objects',
            },
        ),
        migrations.RunSQL(KEEP_APART, PUT_BACK),
        migrations.RemoveField(model_name='application', name='identity_kind'),
        migrations.RemoveField(model_name='application', name='identity_number'),
    ]
