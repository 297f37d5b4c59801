"""Invented events of every type, built from the type hints of the contracts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

JSON_INTEGERS = st.integers(-(2**53), 2**53)
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    bool: st.booleans(),
    int: JSON_INTEGERS,
    str: st.text(max_size=20),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type that an event may be made of; a type that is not known here is an error."""
    kind = getattr(kind, "__supertype__", kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return structs(kind)
    parts = get_args(kind)
    match get_origin(kind):
        case origin if origin in (Union, UnionType):
            return st.one_of([values(part) for part in parts])
        case origin if origin is Literal:
            return st.sampled_from(parts)
        case origin if origin is tuple and parts[1:] == (...,):
            return st.lists(values(parts[0]), max_size=3).map(tuple)
        case origin if origin is list:
            return st.lists(values(parts[0]), max_size=3)
        case origin if origin is dict:
            return st.dictionaries(values(parts[0]), values(parts[1]), max_size=3)
        case _:
            raise TypeError(f"no event should hold {kind}")


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Values of a struct, every field given."""
    return st.builds(kind, **{name: values(hint) for name, hint in fields(kind).items()})


def fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The type of each field."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def structs_in(kind: Any) -> set[type[msgspec.Struct]]:
    """The structs that a type is made of, itself included."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {kind}.union(*(structs_in(hint) for hint in fields(kind).values()))
    return set().union(*(structs_in(part) for part in get_args(kind)))
