"""What the worker does for the pages."""

from django_tasks import task

from callsign.newsroom.station.changes import content_changed
from callsign.newsroom.station.models import Picture
from callsign.outlets.frontpage.figures import make_sizes


@task()
def make_picture_sizes(picture_id: int) -> None:
    """Make the sizes of a picture; one that was deleted meanwhile needs none."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture and make_sizes(picture):
        content_changed()  # pages that showed it in one size show it in all now
