"""Makes a pair of tables as pandas writes them: tables.py ROWS COLUMNS REFERENCE CURRENT."""

import sys

import numpy as np
import pandas as pd


def table(rows, columns, seed, shift):
    """Normal, skewed and whole-number columns in turn, the later ones shifted further."""
    random = np.random.default_rng(seed)
    made = {}
    for index in range(columns):
        values = random.normal(index, 1 + index % 3, rows) + shift * index / columns
        if index % 5 == 3:
            values = np.exp(values / 4)
        if index % 5 == 4:
            values = np.round(values * 20)
        made[f"feature_{index}"] = values
    return pd.DataFrame(made)


rows, columns = int(sys.argv[1]), int(sys.argv[2])
table(rows, columns, 1, 0.0).to_parquet(sys.argv[3], index=False)
table(rows, columns, 2, 0.4).to_parquet(sys.argv[4], index=False)
