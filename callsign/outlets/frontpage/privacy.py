"""Privacy: which pages need no password, asked in the same question as the pages."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet)


def open_to_all(pages: Pages) -> Pages:
    """Keep the pages that neither need a password nor stand below one that does."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(below=path).filter(
        below__startswith=F("page__path")
    )
    return pages.filter(~Exists(above))
