"""Values of the model to plain JSON values and back, by their type annotations: one converter for all of them.

A dataclass is a dictionary by field name, a tuple a list, a mapping a dictionary; text, numbers, booleans and None
stand for themselves. `from_plain(type(value), to_plain(value)) == value` for every value of the model.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]
_SCALARS = (str, int, float, bool)


def to_plain(value: object) -> Any:
    """Give the value as what `json.dumps` takes. Raise TypeError for what is not of the model."""
    kind = type(value)
    if value is None or kind in _SCALARS:
        return value
    if kind in (tuple, list):
        return [to_plain(item) for item in cast(list[object], value)]
    if is_dataclass(kind):
        return {name: to_plain(getattr(value, name)) for name in _field_types(kind)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"no plain form for {kind.__name__}")


def from_plain(kind: type[T], data: object) -> T:
    """Give the value of type `kind` that `data` is the plain form of.

    A field that `data` lacks takes its default, so what was written before the field was added can be read. Raise
    ValueError where `data` does not fit the type.
    """
    return cast(T, _reader(cast(Any, kind))(data))


def field_types(kind: type[Any]) -> dict[str, Any]:
    """Give the type of each field of a dataclass, in the order of the fields."""
    return _field_types(cast(Any, kind))


@cache
def _field_types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def is_optional(kind: Any) -> bool:
    """Tell whether None is a value of that type."""
    return type(None) in get_args(kind) if get_origin(kind) in (Union, types.UnionType) else kind is type(None)


def bare_type(kind: Any) -> Any:
    """Give the type without `| None`, and `str` for a Literal of words."""
    if get_origin(kind) in (Union, types.UnionType):
        (kind,) = (option for option in get_args(kind) if option is not type(None))
    return str if get_origin(kind) is Literal else kind


@cache
def _reader(kind: Any) -> Reader:
    if is_optional(kind):
        return _optional(_reader(bare_type(kind)))
    origin = get_origin(kind)
    if origin is Literal:
        return _literal(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_reader(get_args(kind)[1]))
    if kind in _SCALARS:
        return _scalar(kind)
    if is_dataclass(kind):
        return _dataclass(cast(type[Any], kind))
    raise TypeError(f"no plain form for {kind}")


def _optional(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _literal(allowed: tuple[Any, ...]) -> Reader:
    def read(data: Any) -> Any:
        if data not in allowed:
            raise ValueError(f"{data!r} is none of {', '.join(map(str, allowed))}")
        return data

    return read


def _scalar(kind: type[Any]) -> Reader:
    def read(data: Any) -> Any:
        if kind is float and type(data) is int:
            return float(data)
        if type(data) is not kind:
            raise ValueError(f"{data!r} is no {kind.__name__}")
        return data

    return read


def _tuple(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        read_item = _reader(parts[0])
        return lambda data: tuple([read_item(item) for item in _list(data)])
    readers = [_reader(part) for part in parts]

    def read(data: Any) -> Any:
        if len(_list(data)) != len(readers):
            raise ValueError(f"{len(readers)} values wanted, {len(data)} given")
        return tuple([read_item(item) for read_item, item in zip(readers, data, strict=True)])

    return read


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"a list wanted, {type(data).__name__} given")
    return data


def _mapping(read_item: Reader) -> Reader:
    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"an object wanted, {type(data).__name__} given")
        return {key: read_item(item) for key, item in data.items()}

    return read


def _dataclass(kind: type[Any]) -> Reader:
    readers = {name: _reader(part) for name, part in field_types(kind).items()}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"an object wanted for {kind.__name__}, {type(data).__name__} given")
        if missing := sorted(needed - data.keys()):
            raise ValueError(f"{kind.__name__} without {', '.join(missing)}")
        return kind(**{name: read_item(data[name]) for name, read_item in readers.items() if name in data})

    return read
