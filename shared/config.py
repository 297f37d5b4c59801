"""The settings of a process, read once from `BINA_*` variables."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec


class Settings(msgspec.Struct, frozen=True):
    """What an operator may change. Defaults are those of the embedded form: one process, files, loopback."""

    data: Path = Path("data")
    """Folder of the stores and of the local keys."""
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8080
    threads: Annotated[int, msgspec.Meta(ge=1)] = 16
    """Threads that answer requests."""
    sample: bool = True
    """Load the sample city into an empty store."""
    log_level: str = "WARNING"
    """INFO adds a line a request."""
    token_keys: str = ""
    """URL or file of the JSON Web Key Set that signs tokens; empty for a local key made at the first start."""
    token_algorithm: str = "EdDSA"
    """The only algorithm that is accepted."""
    token_issuer: str = "bina"
    token_audience: str = "bina"
    token_leeway: Annotated[int, msgspec.Meta(ge=0)] = 30
    """Seconds by which the clocks of issuer and service may differ."""


class SettingsWrong(Exception):
    """A variable is unknown or has no sensible value; the message names it."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment asks for; raises `SettingsWrong`."""
    given = {name[5:].lower(): value for name, value in environment.items() if name.startswith("BINA_")}
    unknown = given.keys() - set(Settings.__struct_fields__)
    if unknown:
        raise SettingsWrong(f"unknown setting BINA_{min(unknown).upper()}")
    try:
        return msgspec.convert(given, Settings, strict=False, dec_hook=lambda kind, text: kind(text))
    except msgspec.ValidationError as problem:
        raise SettingsWrong(f"a BINA_* setting is wrong: {problem}") from problem
