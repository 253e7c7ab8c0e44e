"""Makes the two sample tables: last year's customers, and this month's after a price rise.

    python make_tables.py

The same seed gives the same tables. Monthly charges and the mix of contracts have drifted; the rest has not.
"""

import csv
import math
import random

COLUMNS = [
    "customer_id",
    "tenure_months",
    "monthly_charges",
    "total_charges",
    "data_gb",
    "support_calls",
    "contract",
    "internet",
    "payment",
    "region",
    "churned",
]


def customer(number, draw, contract_weights, price_factor):
    """One row; a customer of the first month has no total yet, and some meters give no reading."""
    tenure = min(72, 1 + int(draw.expovariate(1 / 26)))
    internet = draw.choices(["fibre", "dsl", "none"], [45, 35, 20])[0]
    contract = draw.choices(["month-to-month", "one year", "two years"], contract_weights)[0]
    base = {"fibre": 78, "dsl": 54, "none": 21}[internet]
    monthly = max(15, draw.gauss(base, 9)) * price_factor
    calls = min(9, int(draw.expovariate(0.8)))
    risk = -1.6 + 0.012 * (monthly - 60) + 0.35 * calls - 0.035 * tenure
    risk += {"month-to-month": 1.1, "one year": -0.2, "two years": -1.0}[contract]
    return {
        "customer_id": f"C{number:06d}",
        "tenure_months": tenure,
        "monthly_charges": f"{monthly:.2f}",
        "total_charges": "" if tenure == 1 else f"{monthly / price_factor * tenure:.2f}",
        "data_gb": "" if draw.random() < 0.03 else f"{draw.lognormvariate(2.6, 0.7):.1f}",
        "support_calls": calls,
        "contract": contract,
        "internet": internet,
        "payment": draw.choices(["card", "bank transfer", "invoice"], [50, 35, 15])[0],
        "region": draw.choices(["north", "south", "east", "west", "islands"], [30, 25, 20, 18, 7])[0],
        "churned": int(draw.random() < 1 / (1 + math.exp(-risk))),
    }


def write(path, seed, count, first, **change):
    draw = random.Random(seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(customer(first + i, draw, **change) for i in range(count))


if __name__ == "__main__":
    write("reference.csv", 20240601, 2400, 1, contract_weights=[52, 26, 22], price_factor=1.0)
    write("current.csv", 20250601, 1800, 5001, contract_weights=[72, 17, 11], price_factor=1.22)
