"""What the target would say at every place of a stream: the labels of its drafts, worked out once for all of them.

The stream is the corpus's stories and the target's own, in one shuffled order. Kept for each place are the target's
likeliest tokens and their probabilities at temperature 1; what is left out is a few thousandths of the mass.

    python3 labels.py --runs DIR --checkpoint FILE --tokens 4e6
"""
import argparse
import os

import numpy as np
import torch

import data
from family import TARGET
from model import CONTEXT
from train import keep_freed_memory, load_trained

KEPT = 128
SEED = 12
ROWS = 16  # rows of CONTEXT tokens in one pass


def teaching_stream(runs, tokens):
    """The stream of about `tokens` tokens that drafts are taught on: all that the target wrote, and the rest stories."""
    stories = data.Documents.load(os.path.join(runs, "train.npz"))
    written = data.Documents.load(os.path.join(runs, "written.npz"))
    order = np.random.default_rng(SEED).permutation(len(stories))
    lengths = np.diff(stories.offsets)[order] + 1
    order = order[np.cumsum(lengths) < tokens - len(written.ids) - len(written)]
    bodies = [*map(written.body, range(len(written))), *map(stories.body, order)]
    return data.Stream(data.Documents.of(bodies, [*written.cut, *stories.cut[order]]))


class Labels:
    """Inputs, documents and labels of the first tokens of the stream, [rows, CONTEXT] at a time."""

    def __init__(self, runs):
        with np.load(os.path.join(runs, "labels.npz")) as file:
            self.inputs, self.tokens, self.p = file["inputs"], file["tokens"], file["p"]

    def batch(self, step, rows):
        """Rows of a step, wrapping round: ids [rows, CONTEXT], tokens and probabilities [rows * CONTEXT, KEPT]."""
        at = (step * rows + np.arange(rows)) % len(self.inputs)
        flat = (rows * CONTEXT, KEPT)
        return (torch.from_numpy(self.inputs[at].astype(np.int64)),
                torch.from_numpy(self.tokens[at].astype(np.int64)).view(flat),
                torch.from_numpy(self.p[at].astype(np.float32)).view(flat))


@torch.no_grad()
def label(target, stream, tokens):
    """Arrays of the first `tokens` tokens, by rows: inputs, the likeliest tokens and their probabilities."""
    found = {"inputs": [], "tokens": [], "p": []}
    for position in range(0, tokens, ROWS * CONTEXT):
        inputs, _ = stream.batch(position, ROWS, CONTEXT)
        documents = torch.from_numpy(data.document_of_position(inputs))
        p = target.logits(torch.from_numpy(inputs), documents).float().softmax(-1)
        p, ids = p.topk(KEPT, dim=-1, sorted=False)
        found["inputs"].append(inputs.astype(np.uint16))
        found["tokens"].append(ids.view(ROWS, CONTEXT, KEPT).numpy().astype(np.uint16))
        found["p"].append(p.view(ROWS, CONTEXT, KEPT).numpy().astype(np.float16))
        if position // (ROWS * CONTEXT) % 20 == 0:
            print(position, "of", tokens, "mass kept", round(p.sum(-1).mean().item(), 4), flush=True)
    return {name: np.concatenate(parts) for name, parts in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", required=True, help="folder with train.npz and written.npz; gets labels.npz")
    parser.add_argument("--checkpoint", required=True, help="decayed checkpoint of the target")
    parser.add_argument("--tokens", type=float, required=True)
    options = parser.parse_args()

    torch.set_num_threads(2)
    keep_freed_memory()
    target = load_trained(TARGET, options.checkpoint)
    stream = teaching_stream(options.runs, int(options.tokens))
    np.savez(os.path.join(options.runs, "labels.npz"), **label(target, stream, stream.epoch_tokens))


if __name__ == "__main__":
    main()
