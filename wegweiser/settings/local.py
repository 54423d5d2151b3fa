"""script/server on one's own machine: the secret key is drawn once and kept under var/."""

import secrets

from wegweiser.settings.base import *  # noqa: F403 -- settings build on each other by name
from wegweiser.settings.base import VAR_DIR

_key_file = VAR_DIR / "secret_key"
if not _key_file.exists():
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    _key_file.write_text(secrets.token_urlsafe(50))
    _key_file.chmod(0o600)
SECRET_KEY = _key_file.read_text().strip()
