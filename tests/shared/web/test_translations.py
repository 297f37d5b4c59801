"""Every sentence that a person may read has its Indonesian one, with the same facts in it."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from services.__main__ import SIBOLGA
from shared.web.problems import FIELD_CODES, TITLES

ROOT = Path(__file__).parents[3]
TITLES_OF_SERVICES = {service.name: service.title for service in SIBOLGA.services}
IN_TEMPLATES = re.compile(r"""_\(\s*"((?:[^"\\]|\\.)*)\"""")


def sentences_of(folder: Path) -> set[str]:
    """What `text("...")`, `says = "..."` and templates' `_("...")` say below a folder."""
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="text"), args=[ast.Constant(value=str(sentence)), *_]):
                    found.add(sentence)
                case ast.Assign(targets=[ast.Name(id="says")], value=ast.Constant(value=str(sentence))):
                    found.add(sentence)
    for template in folder.rglob("*.html"):
        found.update(IN_TEMPLATES.findall(template.read_text(encoding="utf-8")))
    if folder.name == "shared":  # looked up by status or code, so no call names them
        found.update(TITLES.values(), FIELD_CODES.values())
    if folder.name in TITLES_OF_SERVICES:
        found.add(TITLES_OF_SERVICES[folder.name])
    if folder.name == "home":
        found.update(TITLES_OF_SERVICES.values())
    return found - {""}


def catalogue_of(folder: Path) -> dict[str, str]:
    """English and Indonesian sentences of a folder's catalogue."""
    file = folder / "translations" / "id.po"
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        return {str(one.id): str(one.string) for one in read_po(opened, locale="id") if one.id}


def facts_in(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


SHARED = catalogue_of(ROOT / "shared" / "web")
PLACES = [folder.resolve() for folder in (ROOT / "shared", *(ROOT / "services").iterdir()) if folder.is_dir()]


@pytest.mark.parametrize("folder", PLACES, ids=lambda folder: folder.name)
def test_every_sentence_has_an_indonesian_one(folder: Path) -> None:
    known = SHARED | catalogue_of(folder)
    assert sorted(sentence for sentence in sentences_of(folder) if not known.get(sentence)) == []


@pytest.mark.parametrize("folder", PLACES, ids=lambda folder: folder.name)
def test_a_translation_shows_the_same_facts(folder: Path) -> None:
    wrong = [one for one, other in (SHARED | catalogue_of(folder)).items() if facts_in(one) != facts_in(other)]
    assert wrong == []
