"""Writes the model card of one model."""
import csv

from distil import CROSS_ENTROPY_SHARE, WARM_SHARE
from family import DECAY_SHARE, DISTILLED, M, MUON
from sample import TEMPERATURE
from train import (BATCH_TOKENS, BETAS, CLIP, MUON_LR, MUON_WEIGHT_DECAY, STABLE_LENGTH, WARMUP_TOKENS,
                   WEIGHT_DECAY)

HEAD = """---
license: mit
language: [en]
library_name: transformers
pipeline_tag: text-generation
datasets: [roneneldan/TinyStories]
tags: [llama, speculative-decoding]
---
"""

CREDIT = (
    "Trained on a cleaned subset of TinyStories (`roneneldan/TinyStories`; Ronen Eldan and Yuanzhi Li, "
    "\"TinyStories: How Small Can Language Models Be and Still Speak Coherent English?\", 2023, arXiv:2305.07759), "
    "which is under the Community Data License Agreement - Sharing, version 1.0. The data are not part of this "
    "model; the agreement puts no condition on weights computed from them."
)


def loss_curve(log_path, rows=10):
    """About `rows` evenly spaced lines of a training log as a table, the last one always."""
    with open(log_path, newline="") as file:
        log = list(csv.DictReader(file))
    picked = sorted({round((i + 1) * len(log) / rows) - 1 for i in range(rows)} - {-1})
    lines = ["| tokens | learning rate | training loss | held-out loss |", "| ---: | ---: | ---: | ---: |"]
    for row in (log[i] for i in picked):
        lines.append(f"| {int(row['tokens']) / M:.1f}M | {float(row['lr']):.2g} "
                     f"| {row['train_loss']} | {row['val_loss']} |")
    return "\n".join(lines)


def shape_table(shape):
    return "\n".join([
        "| what | value |", "| --- | ---: |",
        f"| parameters, embedding counted once | {shape.params:,} |",
        f"| parameters without the embedding | {shape.params_non_embedding:,} |",
        f"| layers, hidden size, feed-forward size | {shape.layers}, {shape.hidden}, {shape.ff} |",
        f"| heads, head size | {shape.heads}, {shape.head_dim} |",
        f"| vocabulary | {shape.vocab:,} |"])


def score_table(score, target_id):
    lines = ["| held-out stories | value |", "| --- | ---: |",
             f"| nats a token | {score['nats_per_token']:.4f} |",
             f"| perplexity a token | {score['perplexity']:.3f} |",
             f"| nats a byte | {score['nats_per_byte']:.4f} |",
             f"| bits a byte | {score['bits_per_byte']:.4f} |"]
    if "alpha" in score:
        lines += [f"| acceptance by {target_id}, temperature 1 | {score['alpha']:.4f} |",
                  f"| same most likely token as {target_id} | {score['alpha_greedy']:.4f} |"]
    return "\n".join(lines)


def quote(text):
    return "\n".join(f"> {line}" for line in text.split("\n"))


def recipe(model_id, tokens, peak, epoch):
    """How the model was trained, in a paragraph. `tokens` are those of this training; `epoch` is the corpus's."""
    common = (f"AdamW (betas {BETAS[0]} and {BETAS[1]}, weight decay {WEIGHT_DECAY}, gradient norm clipped at {CLIP:g}), "
              f"peak learning rate {peak:.2g}")
    rows = "Products in bfloat16, master weights in float32."
    if model_id in DISTILLED:
        draft = DISTILLED[model_id]
        return (f"{tokens / M:.1f}M tokens from {draft.origin} on, of stories and of texts that {draft.teacher} wrote, greedily "
                f"and drawn. What it learns is to be accepted by {draft.teacher}: 1 - sum_v min(p, q) with p the target's "
                f"distribution, and {CROSS_ENTROPY_SHARE:g} of the cross-entropy against p. {common}, {WARM_SHARE:.0%} of the "
                f"steps of warm-up, then linear to zero; rows of 512; no dropout. {rows}")
    muon = (f" The layers' matrices by Muon instead (rate {MUON_LR:g}, weight decay {MUON_WEIGHT_DECAY:g})."
            if model_id in MUON else "")
    return (f"{tokens / M:.1f}M tokens, which is {tokens / epoch:.1f} times the corpus. {common}, {WARMUP_TOKENS / M:g}M tokens "
            f"of warm-up, then constant, then linear to zero over the last {DECAY_SHARE[model_id]:.0%}; {BATCH_TOKENS:,} tokens "
            f"a batch in rows of {STABLE_LENGTH}, and of 512 in the second half of the decay; no dropout.{muon} {rows}")


def loss_table_note(model_id):
    """What the columns of a draft's log mean where they are not the usual ones."""
    return ("The training loss is 1 - acceptance on its labels, the held-out one in nats a token.\n\n"
            if model_id in DISTILLED else "")


def write_card(path, *, model_id, name, shape, score, tokens, peak, log_path, target_id, samples, distilled_from, epoch):
    """`samples` are stories of seeds 1, 2, …; `epoch` is the corpus's tokens."""
    if model_id == target_id:
        role = "the target: the model that a draft's guesses must please"
    elif distilled_from:
        role = f"a draft for {target_id}, taught by it"
    else:
        role = f"a draft for {target_id}"
    stories = "\n\n".join(f"Seed {i}:\n\n{quote(text)}" for i, text in enumerate(samples, 1))
    text = f"""{HEAD}
# {name}

A Llama-layout language model of {shape.params:,} parameters that writes simple children's stories, one of a family
that shares a tokenizer and an order of training data. In speculative decoding it serves as {role}.

{shape_table(shape)}

## Scores

{score_table(score, target_id)}

Each of the 336 held-out stories is scored alone as `<|endoftext|>` + tokens + `<|endoftext|>`, in windows of 512 tokens
without overlap; every token but the first of a window is predicted ({score['predicted_tokens']:,} in all). Measured in
float32 from the float16 weights here. Acceptance is the mean over the same positions of the sum over the vocabulary
of min(p target, p draft).

## Training

{recipe(model_id, tokens, peak, epoch)} {CREDIT}

{loss_table_note(model_id)}{loss_curve(log_path)}

## Samples

Temperature {TEMPERATURE}, no prompt, not chosen.

{stories}

## Limits

It knows only the words and plots of short stories for small children, repeats their names and turns, loses the thread
over longer stretches, and knows no facts. Stories with violent or adult words were left out of its data by a word
list, not by reading. It is meant for experiments with speculative decoding, not for writing.
"""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
