"""The learning-rate sweep: two small sizes, short decayed runs, one CSV of what came out."""
import argparse
import csv
import os

import torch

from family import DECAY_SHARE, FAMILY, M
from train import Run, keep_freed_memory, load_data, train

BUDGET = 4 * M
RATES = {"stories-53k": (4e-3, 8e-3, 16e-3, 32e-3), "stories-188k": (4e-3, 8e-3, 16e-3)}


def sweep(runs, results):
    """Trains each model for BUDGET tokens at each of its rates and writes the held-out losses to `results`."""
    stream, held_out = load_data(runs)
    folder = os.path.join(runs, "sweep")
    os.makedirs(folder, exist_ok=True)
    with open(results, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "tokens", "peak_lr", "val_loss"])
        for model_id, rates in RATES.items():
            for rate in rates:
                run = Run(FAMILY[model_id], rate, DECAY_SHARE[model_id])
                name = os.path.join(folder, f"{model_id}-{rate:g}")
                train(run, stream, held_out, BUDGET, name + ".pt", name + ".csv", budget=BUDGET)
                writer.writerow([model_id, BUDGET, rate, run.log[-1][4]])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", required=True)
    parser.add_argument("--results", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    keep_freed_memory()
    sweep(options.runs, options.results)
