"""Values of the model survive the way to JSON and back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model.plain import from_plain, to_plain
from variorum.model.record import Claim, DateRange, Entity, Event, Run
from variorum.model.text import Article, Evidence, Issue, OffsetMap, Source


@pytest.mark.parametrize("kind", [Article, Claim, Entity, Event, Issue, Run])
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_value_comes_back_equal_through_json(kind: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind).filter(lambda value: "nan" not in repr(value)))
    assert from_plain(kind, json.loads(json.dumps(to_plain(value)))) == value


def test_tuples_are_lists_and_fields_keep_their_names() -> None:
    assert to_plain(OffsetMap(((0, 4, 9),))) == {"runs": [[0, 4, 9]]}
    assert to_plain(Evidence("art-1", 2, 5, "abc")) == {"article": "art-1", "start": 2, "end": 5, "text": "abc"}


def test_a_field_added_later_takes_its_default() -> None:
    assert from_plain(Source, {"path": "a.txt"}) == Source("a.txt")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Evidence, {"article": "a", "start": 1, "end": 2}),
        (Evidence, {"article": "a", "start": "1", "end": 2, "text": "b"}),
        (Evidence, {"article": "a", "start": True, "end": 2, "text": "b"}),
        (Evidence, ["a", 1, 2, "b"]),
        (OffsetMap, {"runs": [[1, 2]]}),
        (OffsetMap, {"runs": 5}),
        (DateRange, {"from_date": None, "to_date": None, "precision": "fortnight", "basis": "text"}),
    ],
)
def test_data_of_another_shape_is_refused(kind: type, data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(kind, data)
