from django.db import migrations

from gongkai.foundation.search import want_rebuild


def make_the_index_anew(apps, schema_editor):
    """What stands under elements and in tables is found from now on: also of what was public before."""
    want_rebuild()


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0013_carriers_of_releases")]

    operations = [migrations.RunPython(make_the_index_anew, migrations.RunPython.noop)]
