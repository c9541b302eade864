"""Rebuilds everything from the corpus: tokenizer, data, sweep, training, distillation, export.

    python3 make.py --corpus PATH [--runs DIR]

Every step skips what it finds finished in the runs folder, so a stopped build goes on where it was.
"""
import argparse
import os
import subprocess
import sys
import threading

import data
from family import BUDGETS, DISTILLED, FAMILY, TARGET, VOCAB
from publish import publish
from tokenizer import Tokenizer
from train import decay_start, decayed_path

HERE = os.path.dirname(os.path.abspath(__file__))


def prepare(corpus, runs):
    """The tokenizer, learnt from the training stories only, and both parts of the corpus as ids."""
    tokenizer_path = os.path.join(runs, "tokenizer.json")
    if os.path.exists(os.path.join(runs, "heldout.npz")):
        return
    training, held_out = data.read_corpus(corpus)
    Tokenizer.learn(training, VOCAB).save(tokenizer_path)
    tokenizer = Tokenizer.load(tokenizer_path)
    data.save_encoded(os.path.join(runs, "train.npz"), tokenizer, training)
    data.save_encoded(os.path.join(runs, "heldout.npz"), tokenizer, held_out)


def run(script, *arguments):
    # Huge pages for malloc: the blocks are large and page faults cost more than some products.
    environment = os.environ | {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
    subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], check=True, env=environment)


def sweep(runs):
    results = os.path.join(runs, "sweep.csv")
    if not os.path.exists(results):
        run("sweep.py", "--runs", runs, "--results", results)


def train_model(runs, model_id):
    """The stable run as far as the largest budget needs it, then a decay for every budget."""
    budgets = BUDGETS[model_id]
    run("train.py", "--id", model_id, "--runs", runs, "stable", decay_start(max(budgets)))
    for budget in budgets:
        run("train.py", "--id", model_id, "--runs", runs, "decay", budget)


def train_family(runs):
    """The target on one core, the drafts one after another on the other."""
    target = threading.Thread(target=train_model, args=(runs, TARGET))
    target.start()
    for model_id in FAMILY:
        if model_id != TARGET:
            train_model(runs, model_id)
    target.join()


def distil(runs):
    teacher = decayed_path(os.path.join(runs, TARGET), max(BUDGETS[TARGET]))
    for model_id, origin in DISTILLED.items():
        run("distil.py", "--id", model_id, "--runs", runs, "--budget", max(BUDGETS[origin]),
            "--target-checkpoint", teacher, "--threads", 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True, help="folder with stories-000.txt.xz and stories-heldout.txt")
    parser.add_argument("--runs", default=os.path.join(HERE, "runs"), help="folder for data and checkpoints")
    options = parser.parse_args()
    os.makedirs(options.runs, exist_ok=True)
    prepare(options.corpus, options.runs)
    sweep(options.runs)
    train_family(options.runs)
    distil(options.runs)
    publish(options.corpus, options.runs)


if __name__ == "__main__":
    main()
