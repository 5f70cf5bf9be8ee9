"""What this room listens to."""

from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from callsign.newsroom.people.addresses import keep_old_address
from callsign.newsroom.people.models import Person
from callsign.newsroom.people.signals import person_changed


@receiver(pre_save, sender=Person, dispatch_uid="people.move_with_their_address")
def move_with_their_address(instance: Person, raw: bool, **_: object) -> None:
    """A person with another name or address is still found, and told to who shows them."""
    before = None if raw else Person.objects.filter(pk=instance.pk).first()
    if before is None or (before.name, before.slug) == (instance.name, instance.slug):
        return
    keep_old_address(before.get_absolute_url(), instance.get_absolute_url())
    transaction.on_commit(lambda: person_changed.send(sender=Person, person=instance))
