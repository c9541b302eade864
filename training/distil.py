"""Teaches a draft what its target would say, starting from the model of the same shape that the corpus alone taught.

What counts of a draft is its acceptance, the sum over the vocabulary of min(p target, q draft), so that is what is
raised, with a share of the usual cross-entropy that keeps every token in sight (Zhou et al., "DistillSpec", 2024, finds
the total variation distance the best loss for sampling too). The labels are those of `labels.py`.

    python3 distil.py --id stories-188k-distilled --runs DIR --tokens 8e6
"""
import argparse
import math
import os

import torch

import data
from export import MODELS, state_of
from family import BUDGETS, DISTILLED, FAMILY
from labels import Labels
from model import CONTEXT
from train import Run, decayed_path, keep_freed_memory, load_data, peak_learning_rate, validation_loss

ROWS = 8
PEAK_SHARE = 0.3  # of the rate that the shape was trained with: it starts from what it knows
WARM_SHARE = 0.02
CROSS_ENTROPY_SHARE = 0.2
LOG_EVERY = 250


class _Teaching(torch.autograd.Function):
    """Mean of 1 - sum_v min(p, q) plus a share of -sum_v p log q, over rows; forms the gradient on the way forward."""

    @staticmethod
    def forward(ctx, logits, tokens, p):
        q = logits.float().softmax(-1)
        kept = q.gather(1, tokens)
        overlap = torch.minimum(p, kept).sum(-1)
        loss = 1 - overlap.mean()
        # d overlap / d logit_j = q_j (below_j - sum_v below_v q_v), where below_v says that q_v < p_v
        below = (kept < p).float()
        slope = torch.zeros_like(q).scatter_(1, tokens, below * kept)
        gradient = q * (slope.sum(-1, keepdim=True) + CROSS_ENTROPY_SHARE * p.sum(-1, keepdim=True)) - slope
        gradient.scatter_add_(1, tokens, -CROSS_ENTROPY_SHARE * p)
        ctx.save_for_backward(gradient.div_(len(p)).bfloat16())
        return loss

    @staticmethod
    def backward(ctx, scale):
        return ctx.saved_tensors[0] * scale, None, None


def state_of_origin(runs, origin):
    """What the draft begins from: the model that this build trained, or else the published one."""
    trained = decayed_path(os.path.join(runs, origin), max(BUDGETS[origin]))
    if os.path.exists(trained):
        return torch.load(trained)["model"]
    return state_of(os.path.join(MODELS, origin), FAMILY[origin])


def share_of_peak(step, steps):
    """A short warm-up, then linear to zero."""
    return min(1.0, (step + 1) / (WARM_SHARE * steps)) * (1 - step / steps)


def teach(run, labels, held_out, steps, log_path):
    """`steps` steps of the run; its log's train_loss is 1 - acceptance on the labels."""
    losses = []
    for step in range(steps):
        inputs, tokens, p = labels.batch(step, ROWS)
        documents = torch.from_numpy(data.document_of_position(inputs.numpy()))
        rate = run.peak * share_of_peak(step, steps)
        for optimizer in run.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
        loss = _Teaching.apply(run.model.logits(inputs, documents), tokens, p)
        loss.backward()
        run.apply_gradients()
        losses.append(loss.item())
        if (step + 1) % LOG_EVERY == 0 or step + 1 == steps:
            mean = sum(losses) / len(losses)
            run.log.append([run.step, run.position, f"{rate:.3e}", f"{mean:.4f}",
                            f"{validation_loss(run.model, held_out):.4f}", ""])
            losses = []
            run.write_log(log_path)
            print(os.path.basename(log_path), *run.log[-1], flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--id", required=True, choices=DISTILLED)
    parser.add_argument("--runs", required=True)
    parser.add_argument("--tokens", type=float, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    keep_freed_memory()
    _, held_out = load_data(options.runs)
    folder = os.path.join(options.runs, options.id)
    os.makedirs(folder, exist_ok=True)
    origin = DISTILLED[options.id].origin
    shape, tokens = FAMILY[origin], int(options.tokens)
    run = Run(shape, PEAK_SHARE * peak_learning_rate(shape), decay_share=1)
    run.model.load_state_dict(state_of_origin(options.runs, origin))
    checkpoint = decayed_path(folder, tokens)
    steps = math.ceil(tokens / (ROWS * CONTEXT))
    teach(run, Labels(options.runs), held_out, steps, checkpoint.replace(".pt", ".csv"))
    run.save(checkpoint)


if __name__ == "__main__":
    main()
