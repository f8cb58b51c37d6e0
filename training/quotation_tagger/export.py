"""Trained weights to package data: `python -m training.quotation_tagger.export TRAINED --encoder FOLDER --out DATA`.

TRAINED is the folder that train.py wrote, DATA src/variorum/data. The encoder with its roles becomes
quotation_tagger.onnx, its matrices int8 by channel; what links tokens to cues becomes quotation_links.onnx; the labels
stand in quotation_tagger.json.
"""

import argparse
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.quotation_tagger.model import LINKS, REACH, ROLES, QuotationTagger
from variorum.language.statement_features import Labels

_BY_PIECE = ("pieces", "mask", "tags", "deps", "quoted")
_BY_TOKEN = ("firsts", "heads")
_TUNED = {"role_share": 0.3, "cue_margin": 0.5}  # on held-out texts of the training part: how far a token's role counts
# in its links, and what is taken from the score of a cue, which the network gives too freely


class _Reader(nn.Module):
    def __init__(self, model: QuotationTagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces, mask, tags, deps, quoted, firsts, heads):
        return self.model.read(pieces, mask, tags, deps, quoted, firsts, heads)


class _Linker(nn.Module):
    def __init__(self, model: QuotationTagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, of_token, of_cue, distances, relations):
        model = self.model
        state = of_token + of_cue[:, None, :] + model.distance(distances) + model.relation(relations)
        return model.link(nn.functional.gelu(state)).log_softmax(-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    table = json.loads((arguments.trained / "labels.json").read_text())
    labels = Labels(table["tags"], table["deps"])
    sizes = (len(labels.tags) + 1, len(labels.deps) + 1, labels.relations)
    model = QuotationTagger(arguments.encoder, table["layers"], *sizes)
    model.load_state_dict(torch.load(arguments.trained / "model.pt"))
    model.eval()
    given = {name: torch.ones(2, 9, dtype=torch.long) for name in _BY_PIECE}
    given |= {name: torch.ones(2, 5, dtype=torch.long) for name in _BY_TOKEN}
    plain = arguments.trained / "plain.onnx"
    axes = {name: {0: "sentences", 1: "pieces"} for name in _BY_PIECE}
    axes |= {name: {0: "sentences", 1: "tokens"} for name in (*_BY_TOKEN, "roles", "of_token", "of_cue")}
    _write(_Reader(model), given, ["roles", "of_token", "of_cue"], axes, plain)
    target = arguments.out / "quotation_tagger.onnx"
    quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    width = model.of_token.out_features
    given = {"of_token": torch.ones(2, 5, width), "of_cue": torch.ones(2, width)}
    given |= {name: torch.ones(2, 5, dtype=torch.long) for name in ("distances", "relations")}
    axes = {name: {0: "cues", 1: "tokens"} for name in ("of_token", "distances", "relations", "links")}
    axes["of_cue"] = {0: "cues"}
    _write(_Linker(model), given, ["links"], axes, arguments.out / "quotation_links.onnx")
    for path in (target, arguments.out / "quotation_links.onnx"):
        _strip(path)
    about = {"roles": ROLES, "links": LINKS, "reach": REACH, "tags": labels.tags, "deps": labels.deps, **_TUNED}
    (arguments.out / "quotation_tagger.json").write_text(json.dumps(about, indent=1) + "\n")


def _write(module: nn.Module, given: dict[str, torch.Tensor], outputs: list[str], axes, path: Path) -> None:
    torch.onnx.export(
        module,
        tuple(given.values()),
        str(path),
        input_names=list(given),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _strip(path: Path) -> None:
    """Leave out what names folders of the machine that trained."""
    graph = onnx.load(path)
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, path)


if __name__ == "__main__":
    main()
