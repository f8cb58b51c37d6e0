"""Networks on ONNX Runtime."""

from importlib import import_module
from importlib.resources import files
from typing import Any


def open_session(model: str | bytes, threads: int = 1) -> Any:
    """Load a graph: the name of a file of the package's data, or the bytes of one.

    With one thread, and what is asked in one run, the same input gives the same output.
    """
    onnxruntime = import_module("onnxruntime")  # here, so that what needs no network starts at once
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a thread that waits takes no time
    options.log_severity_level = 3
    graph = model if isinstance(model, bytes) else str(files("variorum.data") / model)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
