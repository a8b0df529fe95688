"""What runs by itself each night."""

from django_tasks import task

from gongkai.annual_reports import actions


@task()
def remind() -> int:
    """Remind organs of the reports they owe; quiet on days off."""
    return actions.remind()


@task()
def repack() -> int:
    """Mend the packed figures that do not say what their report says."""
    return actions.repack()
