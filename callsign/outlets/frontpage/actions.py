"""What joins the front page with the rooms whose pages stand under it."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page, Site

from callsign.newsroom.programs.models import ProgramShelf
from callsign.newsroom.stories.models import StoryShelf
from callsign.outlets.frontpage.models import FrontPage


@dataclass(frozen=True, slots=True)
class Layout:
    """The three pages every station has."""

    front_page: FrontPage
    stories: StoryShelf
    programs: ProgramShelf


@transaction.atomic
def lay_out(site: Site) -> Layout:
    """
    Give a site its front page and the shelves under it; what is there stays.

    A page that is in the way of the front page (Wagtail's welcome page) stays in the
    tree, no longer as the site's root.
    """
    front_page = FrontPage.objects.filter(pk=site.root_page_id).first()
    if front_page is None:
        root = Page.get_first_root_node()
        front_page = root.add_child(
            instance=FrontPage(title=site.site_name or "Front page", slug=free(root))
        )
        site.root_page = front_page
        site.save()
    return Layout(
        front_page,
        shelf(front_page, StoryShelf, "Stories", "stories"),
        shelf(front_page, ProgramShelf, "Programs", "programs"),
    )


def shelf(
    front_page: FrontPage, kind: type[Page], title: str, slug: str
) -> StoryShelf | ProgramShelf:
    """Return the shelf of a kind, put up when there is none yet."""
    found = kind.objects.child_of(front_page).first()
    return found or front_page.add_child(instance=kind(title=title, slug=slug))


def free(root: Page) -> str:
    """Return an address for a front page that no sibling has."""
    taken = set(root.get_children().values_list("slug", flat=True))
    numbered = (f"front-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in ("front", *numbered) if slug not in taken)
