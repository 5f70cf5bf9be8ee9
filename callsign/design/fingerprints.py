"""Static files whose names carry their content, so that browsers may keep them forever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class FingerprintedStaticFiles(CompressedManifestStaticFilesStorage):
    """Fingerprint files, and the modules that scripts import by address."""

    support_js_module_import_aggregation = True
