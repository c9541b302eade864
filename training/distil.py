"""Trains a draft on the target's distribution: cross-entropy against p_target(. | past) at every position.

Minimising it minimises KL(p_target || p_draft). Shape, stream, schedule and learning rate are those of the
ordinary model of the same size, so that the two differ in the labels only.

    python3 distil.py --id stories-53k-distilled --runs DIR --budget 32e6 --target-checkpoint FILE
"""
import argparse
import os

import torch

from family import DISTILLED, FAMILY, TARGET
from model import Model
from train import Run, decayed_path, keep_freed_memory, load_data, peak_learning_rate, train


class _SoftCrossEntropy(torch.autograd.Function):
    """Mean of -sum_v p(v) log q(v) over rows; forms the gradient on the way forward."""

    @staticmethod
    def forward(ctx, logits, p):
        log_q = logits.float().log_softmax(-1)
        loss = -(p * log_q).sum() / len(p)
        ctx.save_for_backward(log_q.exp_().sub_(p).div_(len(p)).bfloat16())
        return loss

    @staticmethod
    def backward(ctx, scale):
        return ctx.saved_tensors[0] * scale, None


def distillation_loss(target):
    """A loss for `train` that takes its labels from the frozen model `target`."""

    def loss(model, inputs, _, documents):
        with torch.no_grad():
            p = target.logits(inputs, documents).float().softmax(-1)
        return _SoftCrossEntropy.apply(model.logits(inputs, documents), p)

    return loss


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--id", required=True, choices=DISTILLED)
    parser.add_argument("--runs", required=True)
    parser.add_argument("--budget", type=float, required=True)
    parser.add_argument("--target-checkpoint", required=True, help="decayed checkpoint of the target")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    keep_freed_memory()
    target = Model(FAMILY[TARGET])
    target.load_state_dict(torch.load(options.target_checkpoint)["model"])
    target.eval()

    stream, held_out = load_data(options.runs)
    folder = os.path.join(options.runs, options.id)
    os.makedirs(folder, exist_ok=True)
    shape, budget = FAMILY[DISTILLED[options.id]], int(options.budget)
    run = Run(shape, peak_learning_rate(shape))
    checkpoint = decayed_path(folder, budget)
    if os.path.exists(checkpoint):
        run.load(checkpoint)
    train(run, stream, held_out, budget, checkpoint, checkpoint.replace(".pt", ".csv"), budget=budget,
          loss_of=distillation_loss(target))


if __name__ == "__main__":
    main()
