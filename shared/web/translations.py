"""Indonesian first, English on request: messages by gettext, read from `.po` files without a build step."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import current_app, has_request_context, request
from flask_babel import Babel, get_locale

LOCALES = ("id", "en")
OURS = Path(__file__).parent / "translations"


@cache
def catalogue(folders: tuple[Path, ...], locale: str) -> Translations:
    """The messages of a language from every folder's `<locale>.po`; English needs none, its sentences are the keys."""
    merged = Translations()
    for folder in folders:
        file = folder / f"{locale}.po"
        if file.exists():
            compiled = BytesIO()
            with file.open("rb") as opened:
                write_mo(compiled, read_po(opened, locale=locale))
            compiled.seek(0)
            merged.merge(Translations(compiled))
    return merged


def set_up(app: Any, folders: Iterable[Path]) -> None:
    """Choose the language of each request, and give templates `_`."""
    app.extensions["bina_translations"] = (OURS, *folders)
    Babel(app, default_locale="id", locale_selector=_chosen)
    app.jinja_env.globals["_"] = text


def _chosen() -> str:
    if not has_request_context():
        return "id"
    return request.accept_languages.best_match(LOCALES, "id") or "id"


def text(sentence: str, **facts: Any) -> str:
    """The sentence in the language of the request, with its facts filled in."""
    locale = str(get_locale() or "id")
    translated = catalogue(current_app.extensions["bina_translations"], locale).gettext(sentence)
    return translated.format(**facts) if facts else translated
