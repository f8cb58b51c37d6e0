"""A smaller network: `python -m training.quotation_tagger.prune DATA --texts train.pkl [--keep 1280]`.

DATA is src/variorum/data, where export.py wrote; train.pkl is what prepare.py wrote. Of the inner neurons of each layer
those are left out, some at a time, that the others can best stand in for, and what follows is fitted anew, so that its
outputs on the texts change least (optimal brain surgeon: Hassibi and Stork 1993; by layers: Dong et al. 2017). Nothing
is trained. A network that has been pruned can be pruned further, but not back.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

from training.quotation_tagger.batches import make_batches, stack
from training.quotation_tagger.examples import Pieces, make_examples, read_documents
from variorum.language.statement_features import Labels

_KEEP, _SENTENCES, _STEP = 1280, 3_000, 64
_RIDGE = 1e-4  # of the mean square of a neuron
_BATCH = 2_000  # word pieces


@dataclass(frozen=True, slots=True)
class _Layer:
    """Names in the graph: the neurons' output, the weights into and out of them, and the two biases."""

    neurons: str
    into: str
    out_of: str
    bias_into: str
    bias_out: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--keep", type=int, default=_KEEP)
    arguments = parser.parse_args()
    path = arguments.data / "quotation_tagger.onnx"
    graph = onnx.load(path)
    layers = list(_find_layers(graph))
    moments = _measure(graph, layers, list(_read_feeds(arguments.data, arguments.texts)))
    for layer, moment in zip(layers, moments, strict=True):
        _prune(graph, layer, moment, arguments.keep)
    del graph.graph.value_info[:]  # the old widths
    onnx.save(graph, path)


def _find_layers(graph: onnx.ModelProto) -> Iterator[_Layer]:
    nodes = {node.name: node for node in graph.graph.node}
    stem = "/encoder/encoder/layer.{}"
    number = 0
    while f"{stem.format(number)}/output/dense/MatMul_quant" in nodes:
        name = stem.format(number)
        into = nodes[f"{name}/intermediate/dense/MatMul_quant"].input[1].removesuffix("_quantized")
        out_of = nodes[f"{name}/output/dense/MatMul_quant"].input[1].removesuffix("_quantized")
        bias = f"model.encoder.encoder.layer.{number}.{{}}.dense.bias"
        neurons = f"{name}/intermediate/intermediate_act_fn/Mul_1_output_0"
        yield _Layer(neurons, into, out_of, bias.format("intermediate"), bias.format("output"))
        number += 1


def _read_feeds(data: Path, texts: Path) -> Iterator[dict[str, np.ndarray]]:
    random.seed(8)
    table = json.loads((data / "quotation_tagger.json").read_text())
    labels = Labels(table["tags"], table["deps"])
    examples = list(make_examples(read_documents(texts), labels, Pieces(data / "minilm_vocabulary.txt")))
    for batch in make_batches(random.sample(examples, min(_SENTENCES, len(examples))), _BATCH):
        yield {name: values.numpy() for name, values in stack(batch).items()}


def _measure(graph: onnx.ModelProto, layers: list[_Layer], feeds: list[dict[str, np.ndarray]]) -> list[np.ndarray]:
    """Give for each layer the second moments of its neurons and of a constant 1, [neurons + 1, neurons + 1]."""
    watched = onnx.ModelProto.FromString(graph.SerializeToString())
    for layer in layers:
        watched.graph.output.append(onnx.helper.make_tensor_value_info(layer.neurons, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # no neuron is fused away
    session = onnxruntime.InferenceSession(watched.SerializeToString(), options)
    moments: list[np.ndarray] = []
    for feed in feeds:
        inside = feed["mask"].astype(bool)
        found = [values[inside] for values in session.run([layer.neurons for layer in layers], feed)]
        rows = [np.concatenate([values, np.ones((len(values), 1), np.float32)], axis=1) for values in found]
        own = [values.T.astype(np.float64) @ values for values in rows]
        moments = [one + other for one, other in zip(moments, own, strict=True)] if moments else own
    return moments


def _prune(graph: onnx.ModelProto, layer: _Layer, moment: np.ndarray, keep: int) -> None:
    table = {tensor.name: tensor for tensor in graph.graph.initializer}

    def get(name: str) -> np.ndarray:
        return numpy_helper.to_array(table[name])

    def put(name: str, values: np.ndarray) -> None:
        table[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))

    weights = get(f"{layer.out_of}_quantized").astype(np.float64) * get(f"{layer.out_of}_scale")[None]
    kept, fitted = choose_neurons(moment, np.concatenate([weights, get(layer.bias_out)[None]]), keep)
    scale = np.abs(fitted[:-1]).max(axis=0) / 127
    put(f"{layer.out_of}_quantized", np.round(fitted[:-1] / scale[None]).astype(np.int8))
    put(f"{layer.out_of}_scale", scale.astype(np.float32))
    put(layer.bias_out, fitted[-1].astype(np.float32))
    put(f"{layer.into}_quantized", get(f"{layer.into}_quantized")[:, kept])
    for name in (f"{layer.into}_scale", f"{layer.into}_zero_point", layer.bias_into):
        put(name, get(name)[kept])


def choose_neurons(moment: np.ndarray, weights: np.ndarray, keep: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the neurons to keep and the weights out of them, [keep + 1, outputs]; the last row of both is the bias."""
    moment = moment / moment[-1, -1]
    moment += np.eye(len(moment)) * np.diag(moment).mean() * _RIDGE
    kept, fitted = np.arange(len(moment)), weights
    while len(kept) - 1 > keep:
        inverse = np.linalg.inv(moment[np.ix_(kept, kept)])
        cost = np.square(fitted).sum(axis=1) / np.diag(inverse)
        cost[-1] = np.inf
        kept = np.delete(kept, np.argsort(cost)[: min(_STEP, len(kept) - 1 - keep)])
        fitted = np.linalg.solve(moment[np.ix_(kept, kept)], moment[kept] @ weights)
    return kept[:-1], fitted


if __name__ == "__main__":
    main()
