"""Static files whose names carry their content, so that browsers may keep them forever."""

from functools import cache
from typing import Any, ClassVar

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's own patterns want a semicolon after each import, which our scripts do without.
# A module imported by its bare name is another module than its fingerprinted self: its
# element would be defined twice, and an old copy kept.
IMPORTS_BY_ADDRESS = (
    "*.js",
    (
        (
            r"(?m)^(?P<matched>(?P<verb>import|export)(?P<names>[\w\s{},*$]*?)"
            r"from\s*[\"'](?P<url>\.{1,2}/[^\"'\n]+)[\"'])",
            '%(verb)s%(names)sfrom "%(url)s"',
        ),
        (
            r"(?m)^(?P<matched>import\s*[\"'](?P<url>\.{1,2}/[^\"'\n]+)[\"'])",
            'import "%(url)s"',
        ),
    ),
)


class FingerprintedStaticFiles(CompressedManifestStaticFilesStorage):
    """Fingerprint files, and the modules that scripts import by address."""

    patterns: ClassVar = (*HashedFilesMixin.patterns, IMPORTS_BY_ADDRESS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The manifest is read once, when a server starts; so may be what it says.
        self.url = cache(self.url)
