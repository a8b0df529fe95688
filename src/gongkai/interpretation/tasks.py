"""What the night asks of policy interpretation."""

from django_tasks import task

from gongkai.interpretation.actions import remind_of_policies


@task()
def remind_of_interpretations() -> int:
    """Remind of documents whose interpretation is due or overdue; how many."""
    return remind_of_policies()
