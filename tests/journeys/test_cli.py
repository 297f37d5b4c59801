"""The command line: help, what is printed, and words with an exit code for whatever is wrong."""

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from structlog.testing import capture_logs

from services.__main__ import SIBOLGA
from services.enrollment.people.unit import UNIT as UNIT_DECIDER
from services.enrollment.service import ENROLLMENT
from shared.cli import PERSONAS, City, commands
from shared.contracts.enrollment.people import UnitEstablished
from shared.days import today
from shared.events import Commit, Meta, StoredEvent, store
from shared.identity import derived_id, fresh_id
from shared.service import wall_clock
from tests.journeys.conftest import Running
from tests.journeys.test_serving import OFFICER, free_port

UNIT_ID = derived_id("unit", "DLH")
STREAM = UNIT_DECIDER.name(UNIT_ID)
Bina = Callable[..., Result]


@pytest.fixture
def bina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bina:
    """Runs a command over an empty folder, or over one that `BINA_DATA` names."""
    # Logging belongs to the process, and this one is the tests'.
    monkeypatch.setattr("shared.cli.logs.set_up", lambda level: None)

    def run(*arguments: str, city: City = SIBOLGA, **settings: str) -> Result:
        environment = {"BINA_DATA": str(tmp_path / "own"), "BINA_PORT": str(free_port())} | settings
        return CliRunner(env=environment).invoke(commands(city), list(arguments))

    return run


def printed(result: Result) -> str:
    """What a command that succeeded printed."""
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result, *words: str, code: int = 1) -> None:
    """It ended with this code, said these words to the operator, and printed nothing for a program."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert [word for word in words if word not in result.stderr] == [], result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "command",
    ["", "serve", "sample", "token", "openapi", "migrate", "rebuild", "letters", "letters list", "letters retry"],
)
def test_every_command_has_help(bina: Bina, command: str) -> None:
    said = printed(bina(*command.split(), "--help"))
    usage, sentence = said.split("\n\n")[:2]
    assert usage.startswith(f"Usage: bina {command}".rstrip())
    assert sentence.strip().endswith(".")
    assert said == printed(bina(*command.split(), "-h"))


def test_help_names_every_command(bina: Bina) -> None:
    said = printed(bina("--help"))
    for command in ("serve", "sample", "token", "openapi", "migrate", "rebuild", "letters"):
        assert f"\n  {command} " in said


def test_without_a_key_there_is_no_token(bina: Bina, tmp_path: Path) -> None:
    refused(bina("token", "officer", "--person", OFFICER), "no local key in", "bina serve", "bina migrate")
    assert not (tmp_path / "own").exists()


def test_without_the_sample_a_token_needs_a_person(bina: Bina) -> None:
    printed(bina("migrate"))
    refused(bina("token", "officer"), "no sample city is loaded here", "--person")


def test_with_the_sample_a_token_speaks_for_its_example(bina: Bina, tmp_path: Path, city: Running) -> None:
    (city.settings.data / PERSONAS).write_bytes(msgspec.json.encode({"participant": OFFICER}))
    token = printed(bina("token", "participant", BINA_DATA=str(city.settings.data))).strip()
    assert city.ask("GET", f"/enrollment/v1/people/{OFFICER}", token)[1]["code"] == "NOT_FOUND"
    assert city.ask("GET", f"/enrollment/v1/people/{fresh_id()}", token)[1]["code"] == "NOT_YOURS"


def test_an_unknown_role_is_answered_with_those_that_exist(bina: Bina) -> None:
    refused(bina("token", "mayor", "--person", OFFICER), "'mayor'", "'officer'", "'auditor'", code=2)


@pytest.mark.parametrize("hours", ["0", "721", "many"])
def test_a_token_lasts_from_an_hour_to_thirty_days(bina: Bina, hours: str) -> None:
    refused(bina("token", "officer", "--person", OFFICER, "--hours", hours), "--hours", code=2)


@pytest.mark.parametrize("command", [["openapi"], ["rebuild"], ["letters", "list"], ["letters", "retry"]])
def test_an_unknown_service_is_answered_with_those_that_exist(bina: Bina, command: list[str]) -> None:
    refused(bina(*command, "payroll", "a", "b"), "'payroll'", "'enrollment', 'mentoring', 'evaluation'", code=2)


def test_an_unknown_projection_is_answered_with_those_that_exist(bina: Bina) -> None:
    refused(bina("rebuild", "enrollment", "salaries"), "enrollment has no projection salaries", "cohorts", "units")


def test_an_unknown_reader_is_answered_with_those_that_exist(bina: Bina) -> None:
    refused(bina("letters", "retry", "enrollment", "salaries", STREAM), "no reader salaries", "units.v1")


def test_an_unknown_setting_is_said(bina: Bina) -> None:
    refused(bina("migrate", BINA_COLOUR="red"), "unknown setting BINA_COLOUR")


def test_a_wrong_setting_is_said(bina: Bina) -> None:
    refused(bina("migrate", BINA_PORT="north"), "a BINA_* setting is wrong", "port")


def test_a_folder_in_use_is_said(bina: Bina, city: Running) -> None:
    folder = str(city.settings.data)
    for command in ("migrate", "serve"):
        refused(bina(command, BINA_DATA=folder), "cannot start, and nothing was changed", folder, "another process")


def test_a_broken_policy_table_is_said_with_its_file_and_dates(bina: Bina, tmp_path: Path) -> None:
    folder = tmp_path / "enrollment"
    shutil.copytree(ENROLLMENT.folder / "policies", folder / "policies")
    shutil.copytree(ENROLLMENT.folder / "translations", folder / "translations")
    table = folder / "policies" / "seats.toml"
    table.write_text(table.read_text(encoding="utf-8") * 2, encoding="utf-8")
    services = [dataclasses.replace(ENROLLMENT, folder=folder), *SIBOLGA.services[1:]]
    overlapping = bina("migrate", city=dataclasses.replace(SIBOLGA, services=services))
    refused(overlapping, "cannot start", "seats.toml", "2020-01-01", "covered twice")


def test_a_sample_for_nobody_is_said(bina: Bina) -> None:
    printed(bina("migrate"))
    refused(bina("sample", BINA_PORT="9"), "http://127.0.0.1:9: the sample city is not loaded", "refused")
    refused(bina("sample", "--url", "http://127.0.0.1:9/"), "http://127.0.0.1:9/: the sample city is not loaded")


def test_a_sample_that_is_refused_is_said(bina: Bina, city: Running) -> None:
    printed(bina("migrate"))  # a folder with another key than the city's
    with capture_logs():
        result = bina("sample", "--url", city.url)
    refused(result, "the sample city is not loaded", "401", "TOKEN_REFUSED")


def test_migrate_makes_a_folder_ready_and_says_how_far_each_log_is(bina: Bina, tmp_path: Path) -> None:
    first = printed(bina("migrate"))
    assert [line.partition(":")[0] for line in first.splitlines()] == ["enrollment", "mentoring", "evaluation"]
    assert {line.partition(": ")[2] for line in first.splitlines()} == {"0 commits, read models up to date"}
    assert (tmp_path / "own" / "keys" / "signing.json").stat().st_mode & 0o777 == 0o600
    assert printed(bina("migrate")) == first


@pytest.mark.parametrize("service", [service.name for service in SIBOLGA.services])
def test_openapi_prints_what_the_service_serves_and_opens_nothing(bina: Bina, city: Running, service: str) -> None:
    served = city.ask("GET", f"/{service}/v1/openapi.json", headers={"Accept-Language": "en"})[1]
    assert msgspec.json.decode(printed(bina("openapi", service, BINA_DATA="/nowhere/at/all"))) == served


def test_a_printed_token_is_accepted_by_a_running_city(bina: Bina, city: Running) -> None:
    told = {"BINA_DATA": str(city.settings.data), "BINA_PORT": str(city.port)}
    token = printed(bina("token", "auditor", "--person", OFFICER, **told)).strip()
    assert city.ask("GET", "/enrollment/v1/people", token)[0] == 200
    assert city.ask("POST", "/enrollment/v1/units", token)[0] == 403
    link = printed(bina("token", "auditor", "--person", OFFICER, "--link", **told)).strip()
    assert link.startswith(f"{city.url}/#token=")
    assert city.ask("GET", "/enrollment/v1/people", link.partition("#token=")[2])[0] == 200


def commit(position: int, version: int, *events: StoredEvent) -> Commit:
    """What a command put into the stream of a unit."""
    return Commit(position, STREAM, version, fresh_id(), wall_clock(), Meta(), events)


def stored(*events: Any) -> tuple[StoredEvent, ...]:
    """Events as they lie in the log."""
    return store(STREAM, fresh_id(), events)


def test_a_poisoned_event_is_a_letter_until_its_reader_can_digest_it(bina: Bina, city: Running) -> None:
    opened = {"BINA_DATA": str(city.settings.data)}
    established = UnitEstablished("DLH", "Dinas Lingkungan Hidup", "AGENCY", None, today(wall_clock()))
    (known,) = stored(established)
    unknown = msgspec.structs.replace(known, id=fresh_id(), type="UnitAbolished")
    running = city.embedded.running["enrollment"]
    assert printed(bina("letters", "list", "enrollment", **opened)) == ""

    assert running.stores.events.insert([commit(1, 1, known), commit(2, 2, unknown)]) == 2
    running.worker.drain()
    letters = printed(bina("letters", "list", "enrollment", **opened)).splitlines()

    assert f"units.v1\t{STREAM}\t2\tUNDECODABLE" in letters
    assert {line.split("\t")[1] for line in letters} == {STREAM}
    assert printed(bina("letters", "list", "mentoring", **opened)) == ""
    for reader in ("units", "units.v1"):
        refused(bina("letters", "retry", "enrollment", reader, STREAM, **opened), f"{reader} still cannot digest")
    assert printed(bina("letters", "list", "enrollment", **opened)).splitlines() == letters
    token = city.token(OFFICER, "officer")
    assert city.ask("GET", f"/enrollment/v1/units/{UNIT_ID}", token)[1]["code"] == "DLH"
