"""Trains one model with a warm-up-stable-decay schedule; resumes by itself.

The stable run goes on for ever at one learning rate and leaves a snapshot where each budget's decay begins.
A decay run starts from its snapshot, so that a longer budget later costs only its own tokens.

    python3 train.py --id stories-53k --runs DIR stable 32e6
    python3 train.py --id stories-53k --runs DIR decay 8e6
"""
import argparse
import csv
import ctypes
import math
import os
import time

import numpy as np
import torch

import data
from family import BUDGETS, DECAY_SHARE, FAMILY, M, MUON
from model import CONTEXT, Model
from muon import Muon

BATCH_TOKENS = 4096
STABLE_LENGTH = 256
WARMUP_TOKENS = 0.4 * M
WEIGHT_DECAY = 0.1
BETAS = (0.9, 0.95)
CLIP = 1.0
VALIDATE_EVERY = 1 * M
CHECKPOINT_SECONDS = 120
BASE_LR, BASE_HIDDEN, LR_EXPONENT = 12e-3, 32, 0.7
MUON_LR, MUON_WEIGHT_DECAY = 0.02, 0.02
COLUMNS = ["step", "tokens", "lr", "train_loss", "val_loss", "seconds"]


def keep_freed_memory():
    """Tells glibc to reuse large blocks: giving them back and faulting them in again costs a third of the time."""
    m_trim_threshold, m_top_pad, m_mmap_max = -1, -2, -4
    libc = ctypes.CDLL(None)
    libc.mallopt(m_mmap_max, 0)
    libc.mallopt(m_trim_threshold, 1 << 30)
    libc.mallopt(m_top_pad, 64 << 20)


def peak_learning_rate(shape):
    """The sweep's best rate at width 32, falling with a power of the width."""
    return BASE_LR * (shape.hidden / BASE_HIDDEN) ** -LR_EXPONENT


def decay_start(budget, share):
    """Position, a whole number of batches, at which the decay begins that takes `share` of a budget."""
    return int(budget * (1 - share)) // BATCH_TOKENS * BATCH_TOKENS


def schedule(position, budget, share):
    """Share of the peak learning rate at a position. `budget` None: stable. Decay is linear to zero."""
    warm = min(1.0, (position + BATCH_TOKENS) / WARMUP_TOKENS)
    if budget is None or position < decay_start(budget, share):
        return warm
    return warm * max(0.0, (budget - position) / (budget - decay_start(budget, share)))


def row_length(position, budget, share):
    """Short rows while they suffice; the full context in the second half of the decay."""
    if budget is not None and position >= (decay_start(budget, share) + budget) / 2:
        return CONTEXT
    return STABLE_LENGTH


@torch.no_grad()
def validation_loss(model, batches):
    """Nats a token by the held-out protocol, with the training model's own bfloat16 products."""
    model.eval()
    total, count = 0.0, 0
    for ids, lengths in batches:
        inputs = torch.from_numpy(ids[:, :-1])
        predicted = torch.arange(ids.shape[1] - 1) < torch.from_numpy(lengths - 1)[:, None]
        logits = model.logits(inputs, torch.zeros_like(inputs))
        losses = torch.nn.functional.cross_entropy(
            logits.float(), torch.from_numpy(ids[:, 1:].copy()).reshape(-1), reduction="none")
        total += losses[predicted.reshape(-1)].double().sum().item()
        count += int(predicted.sum())
    model.train()
    return total / count


def optimizers_of(model, learning_rate, muon):
    """AdamW for everything, or with `muon` for the embedding and the norms, and Muon for the layers' matrices.

    Every group keeps its own peak rate, which the schedule scales.
    """
    inner = [p for layer in model.layers for p in layer.parameters() if p.ndim > 1] if muon else []
    taken = set(map(id, inner))
    matrices = [p for p in model.parameters() if p.ndim > 1 and id(p) not in taken]
    vectors = [p for p in model.parameters() if p.ndim == 1]
    found = [torch.optim.AdamW(
        [{"params": matrices, "weight_decay": WEIGHT_DECAY}, {"params": vectors, "weight_decay": 0.0}],
        lr=learning_rate, betas=BETAS, foreach=True)]
    if muon:
        parts = {"qkv": 3, "gate_up": 2, "out": 1, "down": 1}
        groups = [{"params": [getattr(layer, name) for layer in model.layers], "parts": count}
                  for name, count in parts.items()]
        found.append(Muon(groups, lr=MUON_LR, weight_decay=MUON_WEIGHT_DECAY))
    for optimizer in found:
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return found


class Run:
    """A model, its optimisers, its place in the stream and its log; saved and restored as one file."""

    def __init__(self, shape, learning_rate, decay_share, dropout=0.0, seed=1, muon=False):
        torch.manual_seed(seed)
        self.decay_share = decay_share
        self.model = Model(shape, dropout)
        self.optimizers = optimizers_of(self.model, learning_rate, muon)
        self.peak, self.position, self.step, self.seconds, self.log = learning_rate, 0, 0, 0.0, []

    def save(self, path):
        state = {"model": self.model.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers],
                 "peak": self.peak, "position": self.position, "step": self.step, "seconds": self.seconds,
                 "log": self.log}
        torch.save(state, path + ".part")
        os.replace(path + ".part", path)

    def load(self, path):
        state = torch.load(path)
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        self.peak, self.position, self.step = state["peak"], state["position"], state["step"]
        self.seconds, self.log = state["seconds"], state["log"]

    def write_log(self, path):
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(self.log)

    def advance(self, stream, budget):
        """One optimiser step; returns its loss and learning rate."""
        length = row_length(self.position, budget, self.decay_share)
        inputs, targets = stream.batch(self.position, BATCH_TOKENS // length, length)
        documents = torch.from_numpy(data.document_of_position(inputs))
        share = schedule(self.position, budget, self.decay_share)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * share
        loss = self.model(torch.from_numpy(inputs), torch.from_numpy(targets), documents)
        loss.backward()
        self.apply_gradients()
        return loss.item(), self.peak * share

    def apply_gradients(self):
        """The optimisers' step, a batch further along the stream."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.position += BATCH_TOKENS
        self.step += 1


def train(run, stream, held_out, until, checkpoint, log_path, budget=None, snapshots=None):
    """Advances `run` to position `until`, validating, logging and saving on the way."""
    snapshots = snapshots or {}
    losses, saved, started = [], time.time(), time.time() - run.seconds
    while run.position < until:
        loss, learning_rate = run.advance(stream, budget)
        losses.append(loss)
        done = run.position >= until
        if done or run.position // VALIDATE_EVERY > (run.position - BATCH_TOKENS) // VALIDATE_EVERY:
            run.seconds = time.time() - started
            run.log.append([run.step, run.position, f"{learning_rate:.3e}", f"{np.mean(losses):.4f}",
                            f"{validation_loss(run.model, held_out):.4f}", f"{run.seconds:.0f}"])
            losses = []
            run.write_log(log_path)
            print(os.path.basename(log_path), *run.log[-1], flush=True)
        if run.position in snapshots:
            run.seconds = time.time() - started
            run.save(snapshots[run.position])
        if done or time.time() - saved > CHECKPOINT_SECONDS:
            run.seconds = time.time() - started
            run.save(checkpoint)
            saved = time.time()


def load_data(runs):
    """The training stream and the held-out batches of a runs folder."""
    stream = data.Stream(data.Documents.load(os.path.join(runs, "train.npz")))
    held_out = data.Documents.load(os.path.join(runs, "heldout.npz"))
    return stream, list(data.padded_batches(data.windows(held_out, CONTEXT)))


def load_trained(model_id, checkpoint):
    """A model of the family from a checkpoint of its run, as it answers when it is not trained."""
    model = Model(FAMILY[model_id])
    model.load_state_dict(torch.load(checkpoint)["model"])
    return model.eval()


def stable_path(folder, budget):
    return os.path.join(folder, f"snapshot-{budget / M:g}m.pt")


def decayed_path(folder, budget):
    return os.path.join(folder, f"decayed-{budget / M:g}m.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--id", required=True, choices=FAMILY)
    parser.add_argument("--runs", required=True, help="folder with train.npz and heldout.npz; gets the checkpoints")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("phase", choices=["stable", "decay"])
    parser.add_argument("tokens", type=float, help="position to reach (stable) or the budget (decay)")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    keep_freed_memory()
    stream, held_out = load_data(options.runs)
    folder = os.path.join(options.runs, options.id)
    os.makedirs(folder, exist_ok=True)
    shape, tokens = FAMILY[options.id], int(options.tokens)
    share = DECAY_SHARE[options.id]
    run = Run(shape, peak_learning_rate(shape), share, muon=options.id in MUON)
    if options.phase == "stable":
        checkpoint = os.path.join(folder, "stable.pt")
        if os.path.exists(checkpoint):
            run.load(checkpoint)
        snapshots = {decay_start(b, share): stable_path(folder, b) for b in BUDGETS[options.id]}
        train(run, stream, held_out, tokens, checkpoint, os.path.join(folder, "stable.csv"), snapshots=snapshots)
    else:
        checkpoint = decayed_path(folder, tokens)
        run.load(checkpoint if os.path.exists(checkpoint) else stable_path(folder, tokens))
        train(run, stream, held_out, tokens, checkpoint, checkpoint.replace(".pt", ".csv"), budget=tokens)


if __name__ == "__main__":
    main()
