"""Turns finished checkpoints into what ships: exported models, scores, cards, index, logs, fit and oracle.

For each model the decayed checkpoint with the largest finished budget is taken. A model without one keeps the folder,
the card and the logs that it was published with; its scores are measured anew beside the others'.

    python3 publish.py --corpus PATH --runs DIR
"""
import argparse
import csv
import glob
import json
import os
import shutil

import torch

import card
import data
import evaluate
import fit
import oracle
from export import MODELS, export_model, index_entry, write_json
from family import DISTILLED, FAMILY, TARGET, shape_of
from sample import stories
from tokenizer import Tokenizer
from train import keep_freed_memory

HERE = os.path.dirname(os.path.abspath(__file__))
LOGS = os.path.join(HERE, "logs")
TESTDATA = os.path.join(HERE, "..", "src", "lm", "testdata")
TARGET_SAMPLES, DRAFT_SAMPLES = 4, 3


def finished_checkpoints(runs, model_id):
    """(budget, path) of every decayed checkpoint that reached its budget, smallest first."""
    found = []
    for path in glob.glob(os.path.join(runs, model_id, "decayed-*m.pt")):
        budget = float(os.path.basename(path)[len("decayed-"):-len("m.pt")]) * 1e6
        if torch.load(path)["position"] >= budget:
            found.append((int(budget), path))
    return sorted(found)


def collect_logs(runs, trained):
    """Copies each trained model's loss curve, and lists all decayed checkpoints of the family with their losses: of
    the other models those that were listed before."""
    os.makedirs(LOGS, exist_ok=True)
    listing = os.path.join(LOGS, "checkpoints.csv")
    rows = {}
    if os.path.exists(listing):
        with open(listing, newline="") as file:
            for row in list(csv.reader(file))[1:]:
                rows.setdefault(row[0], []).append(row)
    for model_id in trained:
        checkpoints = finished_checkpoints(runs, model_id)
        shutil.copy(checkpoints[-1][1].replace(".pt", ".csv"), os.path.join(LOGS, f"{model_id}.csv"))
        states, shape = [torch.load(path) for _, path in checkpoints], shape_of(model_id)
        rows[model_id] = [[model_id, shape.params, shape.params_non_embedding, state["position"], state["log"][-1][4]]
                          for state in states]
    with open(listing, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "params", "params_non_embedding", "tokens", "val_loss"])
        writer.writerows(row for model_id in FAMILY for row in rows.get(model_id, []))
    if os.path.exists(os.path.join(runs, "sweep.csv")):
        shutil.copy(os.path.join(runs, "sweep.csv"), os.path.join(LOGS, "sweep.csv"))


def published_tokens():
    """Tokens that each published model was trained on, by id; nothing where none is published."""
    path = os.path.join(MODELS, "index.json")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return {entry["id"]: entry["tokens"] for entry in json.load(file)["models"]}


def display_name(model_id):
    """`stories-53k-distilled` -> `Stories 53K, distilled`."""
    _, size, *rest = model_id.split("-")
    return ", ".join([f"Stories {size.upper()}", *rest])


def publish(corpus, runs):
    keep_freed_memory()
    before = published_tokens()
    trained = [m for m in [*FAMILY, *DISTILLED] if finished_checkpoints(runs, m)]
    ids = [m for m in [*FAMILY, *DISTILLED] if m in trained or m in before]
    collect_logs(runs, trained)
    tokenizer = Tokenizer.load(os.path.join(runs, "tokenizer.json"))
    held_out = data.Documents.load(os.path.join(runs, "heldout.npz"))
    stream = data.Stream(data.Documents.load(os.path.join(runs, "train.npz")))
    folders = {model_id: os.path.join(MODELS, model_id) for model_id in ids}
    states = {model_id: torch.load(finished_checkpoints(runs, model_id)[-1][1]) for model_id in trained}
    for model_id in trained:
        export_model(states[model_id]["model"], shape_of(model_id), tokenizer, folders[model_id])

    scores = evaluate.evaluate(folders, TARGET, held_out, tokenizer)
    checks = evaluate.check(scores, [m for m in ids if m in FAMILY], TARGET)
    write_json(os.path.join(LOGS, "evaluation.json"),
               {"target": TARGET, "models": scores, "checks": [{"check": c, "holds": h} for c, h in checks]})
    for sentence, holds in checks:
        print("yes" if holds else "NO ", sentence)
    for model_id in ids:
        print(model_id, json.dumps(scores[model_id]))

    entries = []
    for model_id in ids:
        tokens = states[model_id]["position"] if model_id in trained else before[model_id]
        common = {"model_id": model_id, "name": display_name(model_id), "shape": shape_of(model_id),
                  "score": scores[model_id], "tokens": tokens,
                  "distilled_from": DISTILLED[model_id].teacher if model_id in DISTILLED else None}
        entries.append(index_entry(folder=folders[model_id], **common))
        if model_id not in trained:
            continue
        seeds = range(1, 1 + (TARGET_SAMPLES if model_id == TARGET else DRAFT_SAMPLES))
        card.write_card(os.path.join(folders[model_id], "README.md"), **common, target_id=TARGET,
                        peak=states[model_id]["peak"], log_path=os.path.join(LOGS, f"{model_id}.csv"),
                        samples=stories(folders[model_id], tokenizer, seeds), epoch=stream.epoch_tokens)
    write_json(os.path.join(MODELS, "index.json"), {"models": entries})

    _, _, held_out_texts = data.read_corpus(corpus)
    oracle.write_all({m: folders[m] for m in trained}, held_out_texts[0], tokenizer, TESTDATA)
    write_json(os.path.join(LOGS, "fit.json"), fit.report(*fit.read_points(os.path.join(LOGS, "checkpoints.csv"))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--runs", required=True)
    options = parser.parse_args()
    publish(options.corpus, options.runs)
