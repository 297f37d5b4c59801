"""What the documents promise: the first session runs as it is printed, and what they name exists."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.journeys.test_serving import serving

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MARKER = "<!-- session: run by tests/journeys/test_readme.py -->"
SESSION_SECONDS = 60


def session() -> str:
    """The commands of the first session."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(re.escape(MARKER) + r"\n```sh\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    return block[1]


@pytest.mark.slow
def test_the_first_session_runs_as_it_is_printed(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / ".venv").symlink_to(ROOT / ".venv")
    with serving(tmp_path / "data", BINA_SAMPLE="true") as served:
        served.said("Bina is ready.")
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", session()],
            check=False,
            cwd=work,
            env=os.environ | {"BINA_DATA": str(served.folder), "BINA_PORT": str(served.port)},
            capture_output=True,
            text=True,
            timeout=SESSION_SECONDS,
        )
    assert (done.returncode, done.stderr) == (0, "")
    cohorts, report, unit, refusal = [json.loads(line) for line in done.stdout.splitlines()]
    assert cohorts["items"]
    assert report["program"]["title"] in (work / "report.html").read_text(encoding="utf-8")
    assert (work / "report.html").read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="id">')
    assert unit["code"] == "UPT-PASAR"
    assert (refusal["status"], refusal["code"]) == (422, "UNIT_MISSING")
    assert refusal["detail"] == "There is no unit DISPERINDAG on 1999-01-01."


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test", "check", "bench"} <= targets
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_relative_link_of_a_document_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    paths = {link.partition("#")[0] for link in links if "://" not in link and not link.startswith("#")}
    assert {path for path in paths if not (document.parent / path).exists()} == set()


def test_the_readme_shows_the_way_to_the_other_documents() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"CONTRIBUTING.md", "LICENSE", "docs/architecture.md", "docs/adr/README.md"} <= set(
        re.findall(r"\]\(([^)\s]+)\)", readme)
    )
