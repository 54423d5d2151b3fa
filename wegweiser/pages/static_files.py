from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash in imports between scripts too: a browser keeps them, and never mixes old with new ones."""

    support_js_module_import_aggregation = True
