"""Compares two tables with Evidently's defaults, and each column with SciPy: peer.py REFERENCE CURRENT, prints JSON."""

import json
import resource
import sys
import time
import warnings

import evidently
import numpy as np
import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset
from scipy import stats
from scipy.spatial.distance import jensenshannon

warnings.filterwarnings("ignore")


def statistics(reference, current):
    """What Timonel prints of a numeric column with many values, by SciPy and NumPy."""
    edges = np.histogram_bin_edges(np.concatenate([reference, current]), bins="sturges")
    shares = [np.histogram(values, edges)[0] / len(values) for values in (reference, current)]
    ks = stats.ks_2samp(reference, current)
    distance = stats.wasserstein_distance(reference, current)
    filled = [fill(values) for values in shares]
    return {
        "psi": float(np.sum((filled[0] - filled[1]) * np.log(filled[0] / filled[1]))),
        "ks": float(ks.statistic),
        "ksPValue": float(ks.pvalue),
        "jensenShannon": float(jensenshannon(*shares)),
        "wasserstein": float(distance),
        "wassersteinNormed": float(distance / max(np.std(reference), 0.001)),
    }


def fill(shares):
    smallest = shares[shares > 0].min()
    return np.where(shares == 0, smallest / 1e6 if smallest <= 0.0001 else 0.0001, shares)


def compare(reference, current):
    started = time.perf_counter()
    Report([DataDriftPreset()]).run(current, reference).dict()
    return time.perf_counter() - started


reference, current = pd.read_parquet(sys.argv[1]), pd.read_parquet(sys.argv[2])
seconds = compare(reference, current)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
columns = {name: statistics(reference[name].to_numpy(), current[name].to_numpy()) for name in reference}
print(json.dumps({"version": evidently.__version__, "seconds": seconds, "peakMb": peak, "columns": columns}))
