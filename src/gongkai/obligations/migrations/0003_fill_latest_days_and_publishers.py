"""What is there already: each organ publishes for itself, and a day that is missing is missing by the cycle's end.

The obligations of the law learn what settles them; the next night gives the budgets of governments to their
finance departments.
"""

from django.db import migrations
from django.db.models import F

KINDS = {"government": "budget", "department": "department_budget", "unit": "unit_budget"}


def fill(apps, schema_editor):
    owings = apps.get_model("obligations", "Owing").objects
    owings.update(publisher_id=F("organ_id"))
    waiting = owings.filter(obligation__due_rule="period", event_on__isnull=True, cycle_to__isnull=False)
    waiting.update(latest_on=F("cycle_to"))
    obligations = apps.get_model("obligations", "Obligation").objects
    for organ, kind in KINDS.items():
        codes = [f"{organ}-budget", f"{organ}-accounts"]
        obligations.filter(code__in=codes).update(item_kinds=[kind], confirms_no_change=True)
    obligations.filter(code__in=["government-budget", "government-accounts"]).update(publishing="finance")


class Migration(migrations.Migration):
    dependencies = [("obligations", "0002_latest_days_and_publishers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
