from django.db import migrations, models

STEPS = ["review", "second_review", "confidentiality", "sign_off"]
BY_CUSTOM = {"review", "confidentiality", "sign_off"}


def keep_steps(apps, schema_editor):
    """What was skipped was counted from the route of the day; it is written down as that route has it now."""
    debts = apps.get_model("disclosure", "ReviewDebt").objects.select_related("version__item")
    for debt in debts:
        version = debt.version
        taken = {
            step
            for step, pk in (
                ("review", version.review_id),
                ("second_review", version.second_review_id),
                ("confidentiality", version.confidentiality_review_id),
                ("sign_off", version.sign_off_id),
            )
            if pk
        }
        debt.steps = [step for step in STEPS if step in BY_CUSTOM and step not in taken]
        debt.save(update_fields=["steps"])


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0008_quick_desks_and_figures")]

    operations = [
        migrations.AddField(
            model_name="reviewdebt",
            name="steps",
            field=models.JSONField(default=list, verbose_name="待补环节"),
        ),
        migrations.RunPython(keep_steps, migrations.RunPython.noop),
    ]
