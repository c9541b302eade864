"""Fits L(N, D) = E + A / N^a + B / D^b to the family's decayed checkpoints.

For given exponents the law is linear in (E, A, B), which non-negative least squares gives exactly; the exponents
are found by a grid that is refined around its best cell. Residuals are in nats. Intervals: 2.5% and 97.5%
quantiles over bootstrap resamples of the checkpoints.

    python3 fit.py --points logs/checkpoints.csv --out logs/fit.json
"""
import argparse
import csv
import itertools
import json

import numpy as np

from family import TARGET

NAMES = ["E", "A", "a", "B", "b"]
LOW, HIGH = 0.02, 2.0
RESAMPLES, SEED = 1000, 1


def nonnegative_least_squares(columns, wanted):
    """For each of `columns` [cells, points, 3] the x >= 0 minimising |columns x - wanted|^2, and that minimum.

    Tries every set of zeros by the normal equations; the columns must be of like size.
    """
    cells, _, width = columns.shape
    gram = np.einsum("cpi,cpj->cij", columns, columns)
    moment = np.einsum("cpi,p->ci", columns, wanted)
    best, best_error = np.zeros((cells, width)), np.full(cells, wanted @ wanted)
    for size in range(1, width + 1):
        for used in map(list, itertools.combinations(range(width), size)):
            block = gram[:, used][:, :, used] + 1e-12 * np.eye(size)
            part = np.linalg.solve(block, moment[:, used][..., None])[..., 0]
            error = np.sum((np.einsum("cpi,ci->cp", columns[:, :, used], part) - wanted) ** 2, axis=1)
            better = np.all(part >= 0, axis=1) & (error < best_error)
            best[better] = 0
            best[np.ix_(better, used)] = part[better]
            best_error[better] = error[better]
    return best, best_error


def fit(params, tokens, losses, weights=None, grid=9, rounds=14):
    """(E, A, a, B, b) of the least-squares law. `weights` are how often each point counts."""
    root = np.sqrt(np.ones(len(losses)) if weights is None else weights)
    n, d = np.log(params), np.log(tokens)
    n0, d0 = n.mean(), d.mean()  # centred, so that the columns are of like size
    low, high = np.log([LOW, LOW]), np.log([HIGH, HIGH])
    for _ in range(rounds):
        log_a, log_b = (cell.ravel() for cell in np.meshgrid(*(np.linspace(low[i], high[i], grid) for i in range(2))))
        falling_n = np.exp(-np.exp(log_a)[:, None] * (n - n0))
        falling_d = np.exp(-np.exp(log_b)[:, None] * (d - d0))
        columns = np.stack([np.ones_like(falling_n), falling_n, falling_d], axis=2)
        solutions, errors = nonnegative_least_squares(columns * root[:, None], losses * root)
        best = np.argmin(errors)
        half = (high - low) / (grid - 1) * 1.5
        centre = np.array([log_a[best], log_b[best]])
        low, high = np.maximum(centre - half, np.log(LOW)), np.minimum(centre + half, np.log(HIGH))
    a, b = np.exp(log_a[best]), np.exp(log_b[best])
    constant, amplitude_n, amplitude_d = solutions[best]
    return np.array([constant, amplitude_n * np.exp(a * n0), a, amplitude_d * np.exp(b * d0), b])


def predict(law, params, tokens):
    constant, amplitude_n, a, amplitude_d, b = law
    return constant + amplitude_n * params**-a + amplitude_d * tokens**-b


def read_points(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return ([row["id"] for row in rows],
            *(np.array([float(row[name]) for row in rows]) for name in ("params", "tokens", "val_loss")))


def report(ids, params, tokens, losses):
    """Everything that goes into fit.json."""
    if len(set(params)) < 3 or len(set(tokens)) < 3:
        raise ValueError("the law needs checkpoints of at least three sizes and three budgets")
    law = fit(params, tokens, losses)
    residuals = losses - predict(law, params, tokens)

    generator = np.random.default_rng(SEED)
    laws = []
    while len(laws) < RESAMPLES:
        counts = np.bincount(generator.integers(len(losses), size=len(losses)), minlength=len(losses))
        used = counts > 0
        if len(set(params[used])) > 2 and len(set(tokens[used])) > 2:
            laws.append(fit(params[used], tokens[used], losses[used], counts[used]))
    low, high = np.quantile(laws, [0.025, 0.975], axis=0)

    without = np.array([model_id != TARGET for model_id in ids])
    smaller = fit(params[without], tokens[without], losses[without])
    last = np.flatnonzero(~without)[np.argmax(tokens[~without])]
    return {
        "form": "L(N, D) = E + A / N^a + B / D^b, nats a token on the held-out stories",
        "N": "parameters, the tied embedding counted once",
        "D": "training tokens, repeats counted each time",
        "points": len(losses),
        "models": len(set(ids)),
        "range": {"N": [params.min(), params.max()], "D": [tokens.min(), tokens.max()]},
        **{name: {"value": law[i], "low": low[i], "high": high[i]} for i, name in enumerate(NAMES)},
        "interval": f"2.5% and 97.5% quantiles of {RESAMPLES} bootstrap resamples of the points, seed {SEED}",
        "residual_rms": float(np.sqrt(np.mean(residuals**2))),
        "residual_max": float(np.abs(residuals).max()),
        "target_left_out": {
            "id": TARGET, "tokens": tokens[last], "measured": losses[last],
            "predicted": float(predict(smaller, params[last], tokens[last])),
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", required=True, help="CSV with id, params, tokens, val_loss of decayed checkpoints")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(report(*read_points(options.points)), file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
