"""Draws stories from an exported model."""
import torch

from model import CONTEXT
from reference import Reference
from tokenizer import END_ID

TEMPERATURE = 0.8


def stories(folder, tokenizer, seeds, temperature=TEMPERATURE, prompt="", limit=400):
    """One story for each seed, up to the end mark or `limit` tokens; each seed has its own random numbers."""
    model = Reference(folder)
    limit = min(limit, CONTEXT)
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    ids = torch.tensor([[END_ID, *tokenizer.encode(prompt)]] * len(seeds))
    ended = torch.zeros(len(seeds), dtype=torch.bool)
    while ids.shape[1] < limit and not ended.all():
        p = (model.logits(ids)[:, -1] / temperature).softmax(-1)
        drawn = torch.cat([torch.multinomial(row, 1, generator=g) for row, g in zip(p, generators)])
        drawn[ended] = END_ID
        ids = torch.cat((ids, drawn[:, None]), dim=1)
        ended |= drawn == END_ID
    return [tokenizer.decode(row) + ("" if end else " […]") for row, end in zip(ids.tolist(), ended)]
