"""Rebuilds everything from the corpus: tokenizer, data, sweep, training, distillation, export.

    python3 make.py --corpus PATH [--runs DIR]

Every step skips what it finds finished in the runs folder, so a stopped build goes on where it was.
"""
import argparse
import os
import shutil
import subprocess
import sys

import data
from export import MODELS
from family import (BUDGETS, DECAY_SHARE, DISTILLED, FAMILY, LABELLED_TOKENS, TARGET, TAUGHT_TOKENS, VOCAB,
                    WRITTEN_TEXTS)
from publish import publish
from tokenizer import Tokenizer
from train import decay_start, decayed_path

HERE = os.path.dirname(os.path.abspath(__file__))


def prepare(corpus, runs):
    """The tokenizer and both parts of the corpus as ids.

    The tokenizer is the family's where a model is published, so that a draft goes with every target; else it is learnt
    from the training stories.
    """
    tokenizer_path = os.path.join(runs, "tokenizer.json")
    if os.path.exists(os.path.join(runs, "heldout.npz")):
        return
    stories, openings, held_out = data.read_corpus(corpus)
    published = os.path.join(MODELS, "stories-2.2m", "tokenizer.json")
    if os.path.exists(published):
        shutil.copy(published, tokenizer_path)
    else:
        Tokenizer.learn(stories, VOCAB).save(tokenizer_path)
    tokenizer = Tokenizer.load(tokenizer_path)
    data.encode_documents(tokenizer, stories, openings).save(os.path.join(runs, "train.npz"))
    data.encode_documents(tokenizer, held_out).save(os.path.join(runs, "heldout.npz"))


def run(script, *arguments):
    # Huge pages for malloc: the blocks are large and page faults cost more than some products.
    environment = os.environ | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
    subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], check=True, env=environment)


def sweep(runs):
    results = os.path.join(runs, "sweep.csv")
    if not os.path.exists(results):
        run("sweep.py", "--runs", runs, "--results", results)


def train_model(runs, model_id, threads):
    """The stable run as far as the largest budget needs it, then a decay for every budget. Nothing where the largest
    is finished."""
    budgets = BUDGETS[model_id]
    if os.path.exists(decayed_path(os.path.join(runs, model_id), max(budgets))):
        return
    common = ("--id", model_id, "--runs", runs, "--threads", threads)
    run("train.py", *common, "stable", decay_start(max(budgets), DECAY_SHARE[model_id]))
    for budget in budgets:
        run("train.py", *common, "decay", budget)


def distil(runs):
    """The target writes and says what it would have said; the drafts learn from that."""
    teacher = decayed_path(os.path.join(runs, TARGET), max(BUDGETS[TARGET]))
    if not os.path.exists(os.path.join(runs, "written.npz")):
        run("written.py", "--runs", runs, "--checkpoint", teacher, "--texts", WRITTEN_TEXTS)
    if not os.path.exists(os.path.join(runs, "labels.npz")):
        run("labels.py", "--runs", runs, "--checkpoint", teacher, "--tokens", LABELLED_TOKENS)
    for model_id, draft in DISTILLED.items():
        if draft.teacher == TARGET:
            run("distil.py", "--id", model_id, "--runs", runs, "--tokens", TAUGHT_TOKENS, "--threads", 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True, help="folder with stories-000.txt.xz and stories-heldout.txt")
    parser.add_argument("--only", nargs="*", choices=FAMILY, default=list(FAMILY),
                        help="sizes to train; the others stay as they are published")
    parser.add_argument("--runs", default=os.path.join(HERE, "runs"), help="folder for data and checkpoints")
    options = parser.parse_args()
    os.makedirs(options.runs, exist_ok=True)
    prepare(options.corpus, options.runs)
    if options.only == list(FAMILY):  # the rates are published; a part of the family needs no sweep of its own
        sweep(options.runs)
    for model_id in options.only:
        train_model(options.runs, model_id, threads=2)
    distil(options.runs)
    publish(options.corpus, options.runs)


if __name__ == "__main__":
    main()
