"""What runs by itself each night."""

from django_tasks import task

from gongkai.applications import actions


@task()
def refresh_due_dates() -> int:
    """Copy the clocks' answers into the lists: a day has passed, and the calendar may have changed."""
    return actions.refresh_due_dates()


@task()
def forget_attempts() -> int:
    """Drop the counts of attempts at the public door that are over."""
    return actions.forget_attempts()
