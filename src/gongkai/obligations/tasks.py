"""What runs by itself each night."""

from django_tasks import task

from gongkai.obligations import actions


@task()
def open_owings() -> int:
    """Open what is owed in the running cycles."""
    return actions.open_owings()


@task()
def remind() -> int:
    """Remind organs of what is due soon or overdue; quiet on days off."""
    return actions.remind()
