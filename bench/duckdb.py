"""The questions of `bench insight` asked of DuckDB.

Reads a folder with members.csv, products.csv, purchases.csv, lines.csv and questions.json ({"threads": 2, "runs": 5,
"questions": ["SELECT …", …]}), brings the tables into a file of DuckDB's own there, and prints one line of JSON: the
version, the seconds that took, the bytes of the file, and for each question its answer, the shortest of so many runs after a
first one, and the processor time of one; milliseconds.

DuckDB is given every help that a careful analyst would: narrow types, tables in the order of time, each line already
with the member and the time of its purchase, times already on the shop's wall clock.
"""

import json
import pathlib
import sys
import time

import duckdb

TABLES = """
CREATE TABLE members AS
    SELECT id::INTEGER AS id, city::VARCHAR AS city, gender::VARCHAR AS gender, birth::DATE AS birth, sms::BOOLEAN AS sms
    FROM read_csv('{folder}/members.csv', header = true);
CREATE TABLE products AS
    SELECT sku::INTEGER AS sku, hall::VARCHAR AS hall, category::VARCHAR AS category, brand::VARCHAR AS brand
    FROM read_csv('{folder}/products.csv', header = true);
CREATE TABLE purchases AS
    SELECT id::INTEGER AS id, member::INTEGER AS member, make_timestamp(local_ms * 1000) AS made_at, channel::VARCHAR AS channel,
           amount::INTEGER AS amount
    FROM read_csv('{folder}/purchases.csv', header = true) ORDER BY made_at;
CREATE TABLE lines AS
    SELECT p.member, p.made_at, l.purchase::INTEGER AS purchase, l.sku::INTEGER AS sku, l.quantity::SMALLINT AS quantity,
           l.amount::INTEGER AS amount
    FROM read_csv('{folder}/lines.csv', header = true) l JOIN purchases p ON p.id = l.purchase ORDER BY p.made_at;
CHECKPOINT;
"""


def ask(connection, sql, runs):
    """The answer as text, the shortest run and the processor time of a run."""
    answer = connection.execute(sql).fetchone()[0]
    shortest, processor = float("inf"), time.process_time()
    for _ in range(runs):
        begun = time.perf_counter()
        connection.execute(sql).fetchone()
        shortest = min(shortest, time.perf_counter() - begun)
    processor = (time.process_time() - processor) / runs
    return {"answer": str(answer), "best_ms": shortest * 1000, "processor_ms": processor * 1000}


def main(folder):
    asked = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    file = folder / "bench.duckdb"
    connection = duckdb.connect(str(file), config={"threads": asked["threads"]})
    begun = time.perf_counter()
    connection.execute(TABLES.format(folder=folder))
    loaded = time.perf_counter() - begun
    answers = [ask(connection, sql, asked["runs"]) for sql in asked["questions"]]
    told = {"version": duckdb.__version__, "load_s": loaded, "bytes": file.stat().st_size, "answers": answers}
    print(json.dumps(told))


main(pathlib.Path(sys.argv[1]))
