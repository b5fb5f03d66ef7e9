"""Where things lie: what the program ships, and what belongs to the person at the desk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds ``app``, ``ui``, ``resources`` and ``i18n``: a checkout, or the place it was installed to."""

RESOURCES = ROOT / "resources"
I18N = ROOT / "i18n"

_NAME = "connected-desk"


def user_data() -> Path:
    """The folder of the person's own database and drafts; made when first asked for, for nobody else to look into."""
    import platformdirs

    folder = Path(platformdirs.user_data_path(_NAME, appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def user_config() -> Path:
    """The folder of the person's settings; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_path(_NAME, appauthor=False))


def database_url(*, demo: bool = False) -> str:
    """The SQLAlchemy address of the desk's own SQLite file; the demonstration keeps a file of its own."""
    return f"sqlite:///{(user_data() / ('demo.db' if demo else 'desk.db')).as_posix()}"
