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
SERVICES = {service.name: service for service in SIBOLGA.services}
TITLES_OF_SERVICES = {service.name: service.title for service in SIBOLGA.services}
CODE = re.compile(r"[A-Z][A-Z0-9_]+")
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
        found.update(SERVICES[folder.name].field_codes.values())
    if folder.name == "home":
        found.update(TITLES_OF_SERVICES.values())
    return found - {""}


def field_codes_of(folder: Path) -> set[str]:
    """What `Invalid(...)` says below a folder: in the call, or in what is collected for one; `BEFORE_` of `BEFORE_{x}`.

    A function called `..._problems` collects for a module that raises it.
    """
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        functions = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
        raises = any(isinstance(one, ast.Call) and _raises_invalid(one) for one in ast.walk(tree))
        for scope in [tree] if raises else [one for one in functions if one.name.endswith("_problems")]:
            for node in ast.walk(scope):
                match node:
                    case ast.Call() if _raises_invalid(node):
                        found |= _codes_in(node)
                    case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="errors" | "problems"))], value=value):
                        found |= _codes_in(value)
    return found


def _raises_invalid(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Invalid"


def _codes_in(tree: ast.AST) -> set[str]:
    said = (one.value for one in ast.walk(tree) if isinstance(one, ast.Constant))
    return {one for one in said if isinstance(one, str) and CODE.fullmatch(one)}


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


@pytest.mark.parametrize("folder", PLACES, ids=lambda folder: folder.name)
def test_every_code_of_a_mistake_in_a_field_has_a_sentence(folder: Path) -> None:
    own = SERVICES[folder.name].field_codes if folder.name in SERVICES else {}
    known = FIELD_CODES | dict(own)
    silent = {code for code in field_codes_of(folder) if code not in known}
    beginnings = {code for code in silent if code.endswith("_") and any(one.startswith(code) for one in known)}
    assert silent - beginnings == set()


def test_codes_are_found_wherever_they_are_said() -> None:
    found = {folder.name: field_codes_of(folder) for folder in PLACES}
    assert {"APPROVER_TWICE", "BEFORE_", "NOT_OF_KIND"} <= found["enrollment"]
    assert {"EITHER_COHORT_OR_UNIT", "NOT_HTTPS", "EMPTY"} <= found["evaluation"]
    assert {"ZONE_MISSING", "LONGER_THAN_A_DAY"} <= found["shared"]
