"""The family: what each model is and how it is trained. Everything another file needs to agree on is here."""
from dataclasses import dataclass

from model import Shape

VOCAB = 1024

FAMILY = {
    "stories-19k": Shape(hidden=16, layers=1, heads=1, ff=32),
    "stories-53k": Shape(hidden=32, layers=2, heads=1, ff=64),
    "stories-188k": Shape(hidden=64, layers=3, heads=2, ff=128),
    "stories-467k": Shape(hidden=96, layers=4, heads=3, ff=192),
    "stories-1.1m": Shape(hidden=128, layers=6, heads=4, ff=256),
    "stories-2.2m": Shape(hidden=160, layers=8, heads=5, ff=320),
    "stories-8.8m": Shape(hidden=320, layers=7, heads=10, ff=832),
}
TARGET = "stories-8.8m"
MUON = (TARGET,)  # trained with Muon instead of AdamW


@dataclass(frozen=True)
class Distilled:
    """A draft of the shape of `origin`, and begun from it, that `teacher` taught."""
    origin: str
    teacher: str


DISTILLED = {
    "stories-53k-distilled": Distilled("stories-53k", "stories-2.2m"),
    "stories-188k-distilled": Distilled("stories-188k", TARGET),
    "stories-467k-distilled": Distilled("stories-467k", TARGET),
}

M = 1_000_000
# Total tokens at which a decayed model is made; the largest is the one that ships. All budgets of a model share one
# stable run.
BUDGETS = {model_id: (4 * M, 8 * M, 16 * M) for model_id in FAMILY} | {
    "stories-2.2m": (4 * M, 8 * M, 16 * M, 28 * M), TARGET: (16_700_000,)}
# Share of a budget over which the learning rate falls. The target has one budget, so it can fall for longer.
DECAY_SHARE = {model_id: 0.25 for model_id in FAMILY} | {TARGET: 4.7 / 16.7}

# What drafts are taught with: texts that the target writes, places that it labels, tokens that each draft reads.
WRITTEN_TEXTS = 768
LABELLED_TOKENS = 1_500_000
TAUGHT_TOKENS = 5 * M


def shape_of(model_id):
    """Shape of a family member or of a distilled variant."""
    return FAMILY[DISTILLED[model_id].origin if model_id in DISTILLED else model_id]
