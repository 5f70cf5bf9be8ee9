"""Privacy: which pages need no password, asked in the same question as the pages."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


# Made once: building it is half of what it costs a page.
PATH = ExpressionWrapper(OuterRef("path"), output_field=CharField())
OPEN_TO_ALL = ~Exists(
    PageViewRestriction.objects.annotate(below=PATH).filter(
        below__startswith=F("page__path")
    )
)


def open_to_all(pages: Pages) -> Pages:
    """Keep the pages that neither need a password nor stand below one that does."""
    return pages.filter(OPEN_TO_ALL)
