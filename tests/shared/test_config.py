"""Settings are read once, and a wrong one is named."""

from pathlib import Path

import pytest

from shared.config import Settings, SettingsWrong, read_settings


def test_what_is_not_given_is_as_the_embedded_form_needs_it() -> None:
    assert read_settings({"PATH": "/bin"}) == Settings()
    given = read_settings({"BINA_DATA": "/srv/bina", "BINA_PORT": "80", "BINA_SAMPLE": "false"})
    assert given == Settings(data=Path("/srv/bina"), port=80, sample=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BINA_COLOUR", "red"),
        ("BINA_PORT", "north"),
        ("BINA_PORT", "65536"),
        ("BINA_THREADS", "0"),
        ("BINA_TOKEN_LEEWAY", "-1"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsWrong, match=f"(?i){name.removeprefix('BINA_')}"):
        read_settings({name: value})
