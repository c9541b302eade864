"""The Explore page's whole answer, by NumPy and SciPy: scipy.special.lambertw for the lookahead,
scipy.optimize.minimize_scalar for N*. Reads {"M", "D", "repeats"} from standard input and writes
values and times as JSON. Vectorised wherever NumPy can be; a minimisation is one call a target."""

import json
import platform
import sys
import time

try:
    import numpy as np
    import scipy
    from scipy.optimize import minimize_scalar
    from scipy.special import lambertw
except ImportError as error:
    print(json.dumps({"missing": str(error)}))
    sys.exit(0)

E, A, B, a, b = 1.8172, 482.01, 2085.43, 0.3478, 0.3658
PLANE = (-0.0067, 0.01297, 0.642)
HALF = 1.96 * np.sqrt(0.00128)
HIGHEST = 0.9999


def perplexity(N, D):
    return np.exp(E + A * N**-a + B * D**-b)


def acceptance(N, D, y, shift=0.0):
    return np.clip(PLANE[0] * perplexity(N, D) + PLANE[1] * y + PLANE[2] + shift, 0, HIGHEST)


def lookahead(alpha, c):
    """gamma* in closed form, floored at 0. In the log domain W_-1 would be needed for a large
    exponent; here the argument is a double and the targets stay where it does not underflow."""
    alpha = np.asarray(alpha, dtype=float)
    with np.errstate(all="ignore"):
        log = np.log(alpha)
        argument = -np.exp((1 / c - 1) * log - 1)
        w = lambertw(argument, -1).real
        # where the argument underflows: three terms of the series at 0-
        l = (1 / c - 1) * log - 1
        u = np.log(-l)
        series = l - u + u / l
        # and Newton on w + ln(-w) = l
        for _ in range(3):
            series = series - (series + np.log(-series) - l) / (1 + 1 / series)
        w = np.where(argument > -1e-300, series, w)
        gamma = (1 + w) / log - 1 / c
    return np.where((alpha > 0) & (c < 1) & (gamma > 0), gamma, 0.0)


def speedup(alpha, gamma, c):
    with np.errstate(all="ignore"):
        tokens = np.where(alpha > 0, (1 - alpha ** (gamma + 1)) / (1 - alpha), 1.0)
    return tokens / (1 + gamma * c)


def best_speedup(N, M, D, y, shift=0.0):
    alpha = acceptance(N, D, y, shift)
    return speedup(alpha, lookahead(alpha, N / M), N / M)


def optimal_draft(M, D, shift=0.0):
    y = perplexity(M, D)
    scan = np.exp(np.linspace(np.log(1e3), np.log(M), 60))
    values = best_speedup(scan, M, D, y, shift)
    i = int(np.argmax(values))
    low, high = np.log(scan[max(0, i - 1)]), np.log(scan[min(59, i + 1)])
    found = minimize_scalar(
        lambda t: -float(best_speedup(np.exp(t), M, D, y, shift)),
        bounds=(low, high),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return float(np.exp(found.x))


def geometric(low, high, count):
    return np.exp(np.linspace(np.log(low), np.log(high), count))


def headline(M, D):
    N = optimal_draft(M, D)
    return {"N_opt": N, "speedup": float(best_speedup(N, M, D, perplexity(M, D)))}


def main_curve(M, D):
    y = perplexity(M, D)
    N = geometric(1e5, M, 400)
    c = N / M
    alpha = acceptance(N, D, y)
    gamma = lookahead(alpha, c)
    middle = speedup(alpha, gamma, c)
    low = speedup(acceptance(N, D, y, -HALF), gamma, c)
    high = speedup(acceptance(N, D, y, HALF), gamma, c)
    return middle, low, high


def optimum_curve(D):
    """N* at 121 targets; its band at every fourth, as ours."""
    M = geometric(1e8, 1e13, 121)
    N = np.array([optimal_draft(m, D) for m in M])
    ends = [[optimal_draft(m, D, s) for m in M[::4]] for s in (-HALF, HALF)]
    return N, np.array(ends)


def lookahead_curve(M, D, N, most):
    alpha = acceptance(N, D, perplexity(M, D))
    gamma = np.linspace(0, most, 200)
    shifts = [acceptance(N, D, perplexity(M, D), s) for s in (-HALF, 0, HALF)]
    return speedup(alpha, np.arange(most + 1.0), N / M), [speedup(s, gamma, N / M) for s in shifts]


def acceptance_curve(M, D):
    N = geometric(1e5, M, 400)
    y = perplexity(M, D)
    return perplexity(N, D), [acceptance(N, D, y, s) for s in (-HALF, 0, HALF)]


def heatmap(M, D, most):
    N = geometric(1e5, M, 96)[None, :]
    gamma = np.linspace(0, most, 64)[:, None]
    return speedup(acceptance(N, D, perplexity(M, D)), gamma, N / M)


def timed(action, repeats):
    action()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1e3)
    return times


def main():
    given = json.load(sys.stdin)
    M, D, repeats, most = given["M"], given["D"], given["repeats"], given["gammaMax"]
    top = headline(M, D)
    parts = {
        "headline, N* and its band": lambda: (
            headline(M, D),
            optimal_draft(M, D, -HALF),
            optimal_draft(M, D, HALF),
        ),
        "S over 400 drafts, band": lambda: main_curve(M, D),
        "N* over 121 targets, band": lambda: optimum_curve(D),
        "S over lookahead, band": lambda: lookahead_curve(M, D, top["N_opt"], most),
        "acceptance over 400 drafts, band": lambda: acceptance_curve(M, D),
        "map 96 x 64": lambda: heatmap(M, D, most),
    }
    optimum, _ = optimum_curve(D)
    print(
        json.dumps(
            {
                "versions": f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}",
                "values": {
                    "headline": top,
                    "main": main_curve(M, D)[0].tolist(),
                    "optimum": optimum.tolist(),
                    "whole": lookahead_curve(M, D, top["N_opt"], most)[0].tolist(),
                    "map": heatmap(M, D, most).ravel().tolist(),
                },
                "parts": {name: timed(part, repeats) for name, part in parts.items()},
                "answer": timed(lambda: [part() for part in parts.values()], repeats),
            }
        )
    )


main()
