"""Train the quotation tagger: `python -m training.quotation_tagger.train PREPARED --encoder FOLDER --out FOLDER`.

PREPARED is what prepare.py wrote of the training texts. The last texts of it, by a fixed draw, are held out for tuning.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from torch import nn

from training.quotation_tagger.batches import make_batches, stack
from training.quotation_tagger.decode import decode, score
from training.quotation_tagger.examples import Example, Pieces, count_labels, distances, make_examples, read_documents
from training.quotation_tagger.model import LINKS, ROLES, QuotationTagger

_RATES = (2e-4, 1e-3)  # of the encoder and of what is new
_WARM = 60  # steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("--encoder", required=True, help="folder of MiniLM's config.json and weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--pieces", type=int, default=1400, help="word pieces in a batch")
    parser.add_argument("--held-out", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limit", type=int, default=0, help="texts to train on; 0 for all")
    parser.add_argument("--start", type=Path, help="weights to begin with, of an earlier run that was broken off")
    parser.add_argument("--minutes", type=float, default=60, help="the rate falls to its least by then")
    parser.add_argument("--rank", type=int, default=0, help="which of two processes, started alike, this is")
    parser.add_argument("--world", type=int, default=1, help="2: two processes share the work")
    parser.add_argument("--vocabulary", type=Path, default=Path("src/variorum/data/minilm_vocabulary.txt"))
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    if arguments.world > 1:
        torch.distributed.init_process_group(
            "gloo",
            init_method=f"file://{arguments.out.resolve()}.meet",
            rank=arguments.rank,
            world_size=arguments.world,
        )
    documents = read_documents(arguments.prepared)
    random.Random(1).shuffle(documents)
    tuning, training = documents[: arguments.held_out], documents[arguments.held_out :]
    training = training[: arguments.limit or None]
    labels = count_labels(training)
    pieces = Pieces(arguments.vocabulary)
    examples = list(make_examples(training, labels, pieces))
    tuned = list(make_examples(tuning, labels, pieces))
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = {"tags": labels.tags, "deps": labels.deps, "layers": arguments.layers}
    (arguments.out / "labels.json").write_text(json.dumps(table, indent=1, sort_keys=True))
    model = QuotationTagger(
        arguments.encoder, arguments.layers, len(labels.tags) + 1, len(labels.deps) + 1, labels.relations
    )
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start))
    print(f"{len(examples)} sentences, {sum(len(e.links) for e in examples)} attributions", flush=True)
    train(model, examples, tuned, labels, arguments)


def train(model: QuotationTagger, examples: list[Example], tuned: list[Example], labels, arguments) -> None:
    """Go through the examples; after each epoch save the weights and print figures on the held-out texts."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": inner}, {"params": outer}], weight_decay=0.01)
    moved = [p for p in model.parameters() if p.requires_grad]
    steps = len(make_batches(examples, arguments.pieces)) * arguments.epochs // arguments.world
    begun = time.time()
    step, total = 0, 0.0
    for epoch in range(arguments.epochs):
        model.train()
        batches = make_batches(examples, arguments.pieces)
        batches = batches[: len(batches) // arguments.world * arguments.world]
        for batch in batches[arguments.rank :: arguments.world]:
            loss = find_loss(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            done = _share(moved, arguments.world, (time.time() - begun) / 60 / arguments.minutes)
            done = min(1.0, max(done, step / steps))
            for group, rate in zip(optimizer.param_groups, _RATES, strict=True):
                group["lr"] = rate * min((step + 1) / _WARM, max(0.02, 1 - done))
            nn.utils.clip_grad_norm_(moved, 1.0)
            optimizer.step()
            total += loss.item()
            step += 1
            if step % 50 == 0 and arguments.rank == 0:
                print(f"step {step}/{steps} loss {total / 50:.4f} {time.time() - begun:.0f}s", flush=True)
                total = 0.0
                _save(model, arguments.out / "model.pt")
            if done >= 1:
                break
        if arguments.rank == 0:
            _save(model, arguments.out / "model.pt")
            figures = score(tuned, decode(model, tuned, labels))
            print(f"epoch {epoch + 1}", figures, f"{time.time() - begun:.0f}s", flush=True)
        if done >= 1:
            break


def _share(parameters: list[nn.Parameter], world: int, done: float) -> float:
    """Average the gradients, and the share of the time that is over, among the processes."""
    if world == 1:
        return done
    for parameter in parameters:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    flat = torch.cat([*(p.grad.reshape(-1) for p in parameters), torch.tensor([done])])
    torch.distributed.all_reduce(flat)
    flat /= world
    at = 0
    for parameter in parameters:
        parameter.grad.copy_(flat[at : at + parameter.numel()].view_as(parameter))
        at += parameter.numel()
    return flat[-1].item()


def _save(model: QuotationTagger, path: Path) -> None:
    torch.save(model.state_dict(), path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def find_loss(model: QuotationTagger, batch: list[Example]) -> torch.Tensor:
    roles, of_token, of_cue = model.read(**stack(batch))
    words = roles.shape[1]
    wanted = torch.full((len(batch), words), -100)
    for row, example in enumerate(batch):
        wanted[row, : len(example.roles)] = torch.tensor(example.roles)
    loss = nn.functional.cross_entropy(roles.reshape(-1, len(ROLES)), wanted.reshape(-1))
    links = [(row, example, link) for row, example in enumerate(batch) for link in example.links]
    if not links:
        return loss
    rows = torch.tensor([row for row, _, _ in links])
    cues, far, relations = torch.zeros(len(links), words), *torch.zeros(2, len(links), words, dtype=torch.long)
    linked = torch.full((len(links), words), -100)
    for at, (_, example, link) in enumerate(links):
        count = len(example.heads)
        first, last = link.cue
        cues[at, first : last + 1] = 1 / (last - first + 1)
        far[at, :count] = torch.tensor(distances(count, link.cue))
        relations[at, :count] = torch.tensor(link.relations)
        linked[at, :count] = torch.tensor(link.labels)
    found = model.link_to(of_token, of_cue, rows, cues, far, relations)
    return loss + nn.functional.cross_entropy(found.reshape(-1, len(LINKS)), linked.reshape(-1))


if __name__ == "__main__":
    main()
