"""The invented record of tests/export, for these tests too."""

import importlib.util
from pathlib import Path

import pytest

from variorum.model.record import Record


@pytest.fixture(scope="session")
def invented() -> Record:
    path = Path(__file__).parent.parent / "export" / "conftest.py"
    spec = importlib.util.spec_from_file_location("invented_record", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    record = module.make_record()
    assert isinstance(record, Record)
    return record
