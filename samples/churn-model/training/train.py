"""Trains a churn classifier by stochastic gradient descent and prints its progress, one line an epoch.

    python train.py --data ../data/reference.csv --output model.joblib

The table needs a column `churned` (0 or 1); `customer_id` is passed over. Text columns are one-hot encoded, numbers are scaled, gaps are filled.
Epochs, batch size and learning rate come from the environment.
"""

import argparse
import os
import time

import joblib
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.impute import SimpleImputer
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TARGET = "churned"
IDENTIFIER = "customer_id"
EPOCHS = int(os.environ.get("EPOCHS", "40"))
BATCH_SIZE = int(os.environ.get("BATCH_SIZE", "256"))
LEARNING_RATE = float(os.environ.get("LEARNING_RATE", "0.01"))


def features():
    """Numbers are filled with their median and scaled; texts become one column a value."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    texts = make_pipeline(
        SimpleImputer(strategy="most_frequent"),
        OneHotEncoder(handle_unknown="ignore", sparse_output=False),
    )
    return ColumnTransformer(
        [
            ("numbers", numbers, make_column_selector(dtype_include=np.number)),
            ("texts", texts, make_column_selector(dtype_exclude=np.number)),
        ]
    )


def batches(count, random):
    """Indexes of one epoch's batches, in a new order each time."""
    order = random.permutation(count)
    return [order[start : start + BATCH_SIZE] for start in range(0, count, BATCH_SIZE)]


def train(table, seed=7):
    """Returns the fitted feature transformer and classifier."""
    labels = table.pop(TARGET).to_numpy()
    table = table.drop(columns=IDENTIFIER, errors="ignore")
    fit_rows, held_rows, fit_labels, held_labels = train_test_split(
        table, labels, test_size=0.2, random_state=seed, stratify=labels
    )
    transform = features().fit(fit_rows)
    fit_values, held_values = transform.transform(fit_rows), transform.transform(held_rows)
    model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=LEARNING_RATE, random_state=seed)
    random = np.random.default_rng(seed)
    step = 0
    for epoch in range(1, EPOCHS + 1):
        started = time.monotonic()
        for batch in batches(len(fit_labels), random):
            model.partial_fit(fit_values[batch], fit_labels[batch], classes=[0, 1])
            step += 1
        loss = log_loss(fit_labels, model.predict_proba(fit_values))
        chances = model.predict_proba(held_values)
        val_loss, val_auc = log_loss(held_labels, chances), roc_auc_score(held_labels, chances[:, 1])
        print(
            f"epoch={epoch} step={step} loss={loss:.4f} val_loss={val_loss:.4f} val_auc={val_auc:.4f} "
            f"seconds={time.monotonic() - started:.2f}",
            flush=True,
        )
    return transform, model


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", required=True, help="a CSV file, or any address that pandas reads")
    options.add_argument("--output", required=True, help="where the fitted model goes")
    chosen = options.parse_args()
    fitted = train(pd.read_csv(chosen.data))
    joblib.dump(fitted, chosen.output)
    print(f"saved {chosen.output}", flush=True)


if __name__ == "__main__":
    main()
