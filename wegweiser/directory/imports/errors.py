class ImportRefused(Exception):
    """A file cannot be imported and nothing was written; the sentence names file, row and field."""
