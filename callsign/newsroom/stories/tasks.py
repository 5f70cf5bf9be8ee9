"""What the worker does for stories."""

from django.core.management import call_command
from django_tasks import task


@task(priority=50)
def publish_due() -> None:
    """Publish what is due, and take down what has expired, whoever scheduled it."""
    call_command("publish_scheduled")
