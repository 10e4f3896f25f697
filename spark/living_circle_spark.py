"""Runs the shards of a plan on Apache Spark (PySpark 4.1). It knows no streets: a task runs one shard and sorts its exit code.

  living-circle plan-shards town.osm.pbf ... --out /shared/plan
  spark-submit living_circle_spark.py /shared/plan [--command "living-circle"]
  living-circle merge-shards /shared/plan --out results

The plan lies where every worker sees it under the same path. 0: done. 3: the shard's input is bad, which no second attempt mends.
Anything else, a lost worker included: Spark tries again, as often as spark.task.maxFailures says. A shard may run twice at once.
"""
import argparse
import json
import pathlib
import shlex
import subprocess
import sys

from pyspark import TaskContext
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

BAD_INPUT = 3


def run_shard(command, plan, shard):
    """One shard; an exception makes Spark try again."""
    done = subprocess.run([*command, "run-shard", plan, shard, "--quiet"], capture_output=True, text=True)
    said = done.stderr.strip()[-2000:]
    if done.returncode not in (0, BAD_INPUT):
        raise RuntimeError(f"shard {shard} ended with {done.returncode}: {said}")
    return shard, done.returncode, said, TaskContext.get().attemptNumber()


def main():
    parser = argparse.ArgumentParser(description="Run the shards of a plan on Apache Spark.")
    parser.add_argument("plan")
    parser.add_argument("--command", default="living-circle", help="how workers call the program")
    given = parser.parse_args()
    plan = str(pathlib.Path(given.plan).resolve())
    shards = [shard["id"] for shard in json.loads(pathlib.Path(plan, "plan.json").read_text())["shards"]]
    command = shlex.split(given.command)
    spark = SparkSession.builder.appName("living-circle").getOrCreate()
    try:
        # A task for each shard, the most work first.
        tasks = spark.sparkContext.parallelize(shards, len(shards))
        outcomes = tasks.map(lambda shard: run_shard(command, plan, shard)).collect()
    except PySparkException as error:
        sys.exit(f"Not done: {error}\nWhat is done stays done; run this again for the rest.")
    finally:
        spark.stop()
    bad = [(shard, said) for shard, code, said, _ in outcomes if code == BAD_INPUT]
    again = [shard for shard, _, _, attempt in outcomes if attempt > 0]
    for shard, said in bad:
        print(f"shard {shard} cannot be run: {said}", file=sys.stderr)
    print(f"shards done: {len(outcomes) - len(bad)} of {len(shards)}; tried again: {', '.join(again) or 'none'}")
    sys.exit(BAD_INPUT if bad else 0)


if __name__ == "__main__":
    main()
