"""Stories that the target writes: what its drafts will have to guess, so what they are taught on besides the corpus.

Each text begins with the first tokens of a training story, and goes on as the target would have it: in turn drawn at
temperature 1 and greedily. Texts that were not over in time count as cut.

    python3 written.py --runs DIR --checkpoint FILE --texts 4096
"""
import argparse
import os

import numpy as np
import torch
import torch.nn.functional as F

import data
from family import TARGET
from model import NORM_EPS
from tokenizer import END_ID
from train import keep_freed_memory, load_trained

LENGTH = 224
OPENING = (2, 25)  # tokens of a story's beginning that are given, from and up to
BATCH = 256
SEED = 11


class Writer:
    """One step at a time through a training model, with a cache of keys and values, in bfloat16."""

    def __init__(self, model, rows, length):
        shape = model.shape
        self.model, self.at = model, 0
        size = (shape.layers, 2, rows, shape.heads, length, shape.head_dim)
        self.cache = torch.zeros(size, dtype=torch.bfloat16)
        self.layers = [
            {name: (weight * norm).bfloat16() for name, weight, norm in (
                ("qkv", layer.qkv, layer.attention_norm), ("gate_up", layer.gate_up, layer.mlp_norm))}
            | {"out": layer.out.bfloat16(), "down": layer.down.bfloat16()}
            for layer in model.layers]
        self.head = (model.embedding * model.norm).bfloat16()

    def normalised(self, x):
        return (x * x.square().mean(-1, keepdim=True).add(NORM_EPS).rsqrt()).bfloat16()

    @torch.no_grad()
    def step(self, ids):
        """float32 logits [rows, vocab] after one more token in each row."""
        shape, at, rows = self.model.shape, self.at, len(ids)
        cos, sin = self.model.cos[at], self.model.sin[at]
        x = F.embedding(ids, self.model.embedding)
        for weights, (keys, values) in zip(self.layers, self.cache):
            qkv = F.linear(self.normalised(x), weights["qkv"]).view(rows, 3, shape.heads, 2, -1)
            a, b = qkv[:, :2].unbind(3)
            q, k = torch.cat((a * cos - b * sin, b * cos + a * sin), dim=3).unbind(1)
            keys[:, :, at], values[:, :, at] = k, qkv[:, 2].flatten(2)
            scores = keys[:, :, :at + 1] @ (q * shape.head_dim**-0.5)[..., None]
            mixed = (scores.softmax(2).transpose(2, 3) @ values[:, :, :at + 1]).view(rows, -1)
            x = x + F.linear(mixed, weights["out"])
            gate, up = F.linear(self.normalised(x), weights["gate_up"]).chunk(2, -1)
            x = x + F.linear(F.silu(gate) * up, weights["down"])
        self.at += 1
        return F.linear(self.normalised(x), self.head).float()


def write(model, openings, greedy, generator):
    """Continues openings (lists of ids) to LENGTH tokens; [rows, LENGTH] ids, the end mark after each end."""
    rows = len(openings)
    writer = Writer(model, rows, LENGTH + 1)
    given = torch.full((rows, LENGTH), -1)
    for row, opening in zip(given, openings):
        row[:len(opening)] = torch.from_numpy(opening.astype(np.int64))
    ids, written = torch.full((rows,), END_ID), []
    ended = torch.zeros(rows, dtype=torch.bool)
    for t in range(LENGTH):
        logits = writer.step(ids)
        noise = -torch.log(-torch.log(torch.rand(logits.shape, generator=generator).clamp_(1e-9, 1 - 1e-7)))
        drawn = torch.where(greedy, logits.argmax(-1), (logits + noise).argmax(-1))
        ids = torch.where(given[:, t] >= 0, given[:, t], drawn)
        ids[ended] = END_ID
        ended |= ids == END_ID
        written.append(ids)
        if ended.all():
            break
    return torch.stack(written, 1).numpy().astype(np.uint16)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", required=True, help="folder with train.npz; gets written.npz")
    parser.add_argument("--checkpoint", required=True, help="decayed checkpoint of the target")
    parser.add_argument("--texts", type=int, required=True)
    options = parser.parse_args()

    torch.set_num_threads(2)
    keep_freed_memory()
    model = load_trained(TARGET, options.checkpoint)
    stories = data.Documents.load(os.path.join(options.runs, "train.npz"))
    chosen = np.random.default_rng(SEED)
    generator = torch.Generator().manual_seed(SEED)
    whole, cut = [], []
    while len(whole) + len(cut) < options.texts:
        openings = [stories.body(i)[:chosen.integers(*OPENING)]
                    for i in chosen.integers(len(stories), size=BATCH)]
        greedy = torch.arange(BATCH) % 2 == 0
        for row in write(model, openings, greedy, generator):
            ends = np.flatnonzero(row == END_ID)
            (whole if len(ends) else cut).append(row[:ends[0]] if len(ends) else row)
        print(len(whole), "whole", len(cut), "cut", flush=True)
    texts = data.Documents.of([*whole, *cut], [False] * len(whole) + [True] * len(cut))
    texts.save(os.path.join(options.runs, "written.npz"))


if __name__ == "__main__":
    main()
