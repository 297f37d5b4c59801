"""What is not found is named in the reader's language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from services.evaluation.service import EVALUATION
from shared.testing.town import Town

SERVICES = Path(__file__).parents[2] / "services"
KIND = re.compile(r'kind="([a-z_]+)"|document\([^\n]*, "([a-z_]+)"\)')
NOWHERE = "00000000-0000-7000-8000-000000000099"
OFFICER = ("00000000-0000-7000-8000-000000000001", "officer")


@pytest.mark.parametrize("service", ["enrollment", "mentoring", "evaluation"])
def test_each_kind_of_thing_has_an_indonesian_word(service: str) -> None:
    folder = SERVICES / service
    found = [KIND.findall(file.read_text("utf-8")) for file in folder.rglob("*.py")]
    kinds = {(named or asked).replace("_", " ") for one in found for named, asked in one}
    with (folder / "translations" / "id.po").open("rb") as opened:
        known = read_po(opened, locale="id")
    assert len(kinds) > 4
    assert [kind for kind in sorted(kinds) if kind not in known] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "Tidak ada akun jam pelajaran dengan id ini."),
        ("en", "There is no learning account with this id."),
    ],
)
def test_an_answer_says_it_in_words_and_a_program_reads_the_code(language: str, words: str) -> None:
    path = f"/evaluation/v1/learning-accounts/{NOWHERE}"
    problem = Town(EVALUATION).call("GET", path, OFFICER, headers={"Accept-Language": language}).json
    assert (problem["detail"], problem["facts"]) == (words, {"kind": "learning_account"})
