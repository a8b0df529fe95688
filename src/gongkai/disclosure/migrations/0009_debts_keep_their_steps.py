from django.db import migrations, models

STEPS = ("review", "second_review", "confidentiality", "sign_off")
BY_CUSTOM = {"review", "confidentiality", "sign_off"}
BY_LAW = {"confidentiality", "sign_off"}


def keep_steps(apps, schema_editor):
    """An open debt owes what the route asks for as it is now; of a paid one, what was looked at since is known."""
    routes = list(apps.get_model("disclosure", "Route").objects.prefetch_related("steps"))
    reviews = apps.get_model("disclosure", "Review").objects
    debts = apps.get_model("disclosure", "ReviewDebt").objects.select_related("version__item")
    for debt in debts:
        version = debt.version
        if debt.paid_at:
            of_version = {"version_number": version.number, "digest": version.digest, "at__gte": version.at}
            asked = set(reviews.filter(item=version.item_id, **of_version).values_list("step", flat=True))
        else:
            asked = asked_of(version.item, routes)
        debt.steps = [step for step in STEPS if step in asked and not getattr(version, f"{taken_as(step)}_id")]
        debt.save(update_fields=["steps"])


def asked_of(item, routes):
    fitting = [one for one in routes if one.organ_id in (None, item.organ_id) and one.kind in ("", item.kind)]
    if not fitting:
        return BY_CUSTOM
    route = max(fitting, key=lambda one: (one.organ_id is not None, one.kind != ""))
    return BY_LAW | {row.step for row in route.steps.all()}


def taken_as(step):
    return "confidentiality_review" if step == "confidentiality" else step


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
