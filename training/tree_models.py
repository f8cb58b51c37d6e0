"""Boosted trees of LightGBM as an ONNX model, which the product runs without LightGBM."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import onnx
from onnx import helper


def write_trees(trees: Sequence[Mapping[str, Any]], width: int, name: str, models: int = 1) -> bytes:
    """Give LightGBM's trees as an ONNX model that sums their leaves; of several models together, the mean of sums."""
    nodes: defaultdict[str, list[Any]] = defaultdict(list)
    for number, tree in enumerate(trees):
        waiting, used = [(tree["tree_structure"], 0)], 1
        for node, place in waiting:
            leaf = "leaf_value" in node
            low, high = (0, 0) if leaf else (used, used + 1)
            used += 0 if leaf else 2
            nodes["nodes_treeids"].append(number)
            nodes["nodes_nodeids"].append(place)
            nodes["nodes_modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            nodes["nodes_featureids"].append(0 if leaf else node["split_feature"])
            nodes["nodes_values"].append(0.0 if leaf else float(node["threshold"]))
            nodes["nodes_truenodeids"].append(low)
            nodes["nodes_falsenodeids"].append(high)
            if leaf:
                nodes["target_treeids"].append(number)
                nodes["target_nodeids"].append(place)
                nodes["target_ids"].append(0)
                nodes["target_weights"].append(node["leaf_value"] / models)
            else:
                waiting += [(node["left_child"], low), (node["right_child"], high)]
    made = helper.make_node("TreeEnsembleRegressor", ["pairs"], ["points"], domain="ai.onnx.ml", n_targets=1, **nodes)
    kind = onnx.TensorProto.FLOAT
    graph = helper.make_graph(
        [made], name, [helper.make_tensor_value_info("pairs", kind, [None, width])],
        [helper.make_tensor_value_info("points", kind, [None, 1])],
    )  # fmt: skip
    versions = [helper.make_opsetid("ai.onnx.ml", 3), helper.make_opsetid("", 17)]
    return bytes(helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString())
