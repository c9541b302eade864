"""Scores exported models on the held-out stories, alone and as drafts of every larger one.

Each document is scored alone as `<|endoftext|>` + tokens + `<|endoftext|>`, in windows of the context length
without overlap; every token but the first of a window is predicted. A draft's acceptance alpha is the mean over
all predicted positions of sum_v min(p_target(v), p_draft(v)) at temperature 1, its greedy match the share of
positions at which both rank the same token first.
"""
import math

import torch

import data
from model import CONTEXT
from reference import Reference


def token_bytes(tokenizer):
    """Bytes of text that each id stands for; the end mark stands for none."""
    return torch.tensor([0, *(len(name) for name in tokenizer.name_of[1:])])


def evaluate(folders, target_id, held_out, tokenizer):
    """Scores of every model in `folders` (id -> exported folder): a dict id -> dict of numbers. `acceptance` holds alpha
    and greedy match for every model with more parameters; `alpha` and `alpha_greedy` are those for `target_id`."""
    models = {model_id: Reference(folder) for model_id, folder in folders.items()}
    nats = {model_id: 0.0 for model_id in models}
    size = {model_id: model.params for model_id, model in models.items()}
    pairs = {(d, t): {"alpha": 0.0, "greedy": 0} for d in models for t in models if size[d] < size[t]}
    widths, count, byte_count = token_bytes(tokenizer), 0, 0
    for ids, lengths in data.padded_batches(data.windows(held_out, CONTEXT), tokens_per_batch=8192):
        ids = torch.from_numpy(ids)
        predicted = torch.arange(ids.shape[1] - 1) < torch.from_numpy(lengths - 1)[:, None]
        wanted = ids[:, 1:][predicted]
        count += len(wanted)
        byte_count += int(widths[wanted].sum())
        log_p = {m: model.logits(ids[:, :-1])[predicted].log_softmax(-1) for m, model in models.items()}
        p = {m: own.exp() for m, own in log_p.items()}
        best = {m: own.argmax(-1) for m, own in log_p.items()}
        for model_id, own in log_p.items():
            nats[model_id] -= own.gather(1, wanted[:, None]).double().sum().item()
        for (draft, target), total in pairs.items():
            total["alpha"] += torch.minimum(p[draft], p[target]).double().sum().item()
            total["greedy"] += int((best[draft] == best[target]).sum())
    scores = {}
    for model_id in models:
        per_token = nats[model_id] / count
        scores[model_id] = {
            "nats_per_token": per_token,
            "perplexity": math.exp(per_token),
            "nats_per_byte": nats[model_id] / byte_count,
            "bits_per_byte": nats[model_id] / byte_count / math.log(2),
            "predicted_tokens": count,
            "acceptance": {target: {name: value / count for name, value in pairs[model_id, target].items()}
                           for target in models if (model_id, target) in pairs},
        }
        if model_id != target_id:
            scores[model_id]["alpha"] = pairs[model_id, target_id]["alpha"] / count
            scores[model_id]["alpha_greedy"] = pairs[model_id, target_id]["greedy"] / count
    return scores


def check(scores, sizes, target_id):
    """The family's promises, as (sentence, holds) pairs. `sizes` lists ids by size, the distilled ones left out."""
    perplexities = [scores[m]["perplexity"] for m in sizes]
    alphas = [scores[m]["alpha"] for m in sizes if m != target_id]
    return [
        ("held-out perplexity falls strictly with size", all(a > b for a, b in zip(perplexities, perplexities[1:]))),
        ("acceptance against the target rises strictly with size", all(a < b for a, b in zip(alphas, alphas[1:]))),
        (f"acceptance of {sizes[1]} is at least 0.5", scores[sizes[1]]["alpha"] >= 0.5),
    ]
