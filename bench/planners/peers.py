"""What planners use, asked the question of question.mjs: Pandana, cityseer, scipy, NetworkX and pgRouting.

For every crossing of a city: the network distance to the nearest facility of each category within the limit, and how many
facilities are within it. Facilities stand on crossings, so that no program's way of linking points plays a part. Every answer is
compared with that of this library before its time counts. Setting up (graph, places) is timed apart from answering.

Usage: python3 peers.py FOLDER [NAME ...]   (a peer that is not installed is left out, and named)
       pgRouting: a database that $PSQL (default "psql") connects to, with CREATE EXTENSION rights
"""

import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np

folder = sys.argv[1]
with open(f"{folder}/question.json") as file:
    question = json.load(file)
CROSSINGS, CATEGORIES, LIMIT = question["crossings"], question["categories"], question["limitMetres"]
VERTICES = question["vertices"]


def load(name):
    return np.fromfile(f"{folder}/{name}.bin", dtype=np.float64)


arcs = load("arcs").reshape(-1, 3)
source, target = arcs[:, 0].astype(np.int64), arcs[:, 1].astype(np.int64)
metres = arcs[:, 2] / 1000
position = load("positions").reshape(-1, 2)
facility = load("facilities").astype(np.int64)
category = np.arange(len(facility)) % CATEGORIES
ours_nearest = load("nearest-mm").reshape(CROSSINGS, CATEGORIES)
ours_nearest = np.where(ours_nearest < 0, np.inf, ours_nearest / 1000)
ours_count = load("counts").reshape(CROSSINGS, CATEGORIES)


def compare(nearest, count):
    """How far an answer is from this library's: walks within the limit for one only, the largest difference, counts that differ."""
    nearest, count = nearest[:CROSSINGS], count[:CROSSINGS]
    both = np.isfinite(nearest) & np.isfinite(ours_nearest)
    alone = np.isfinite(nearest) != np.isfinite(ours_nearest)
    return {
        "rows": int(nearest.size),
        "reached": int(both.sum()),
        "reached by one only": int(alone.sum()),
        "largest difference, m": float(np.abs(nearest[both] - ours_nearest[both]).max()),
        "counts that differ": int((count != ours_count).sum()),
    }


def pandana_peer():
    import pandana
    import pandas as pd

    x, y = pd.Series(position[:, 0]), pd.Series(position[:, 1])

    def prepare():
        net = pandana.Network(
            x, y, pd.Series(source), pd.Series(target), pd.DataFrame({"metres": metres}), twoway=False
        )
        net.precompute(LIMIT)
        for each in range(CATEGORIES):
            mine = facility[category == each]
            net.set_pois(str(each), LIMIT, 1, x[mine], y[mine])
            net.set(pd.Series(mine), name=str(each))
        return net

    def answer(net):
        nearest = np.stack([net.nearest_pois(LIMIT, str(each), 1, max_distance=1e9)[1] for each in range(CATEGORIES)], 1)
        count = [net.aggregate(LIMIT, type="count", decay="flat", name=str(each)) for each in range(CATEGORIES)]
        return np.where(nearest >= LIMIT * 2, np.inf, nearest), np.stack(count, 1)

    return prepare, answer


def cityseer_peer():
    from cityseer import rustalgos

    def prepare():
        net = rustalgos.graph.NetworkStructure()
        for number, (x, y) in enumerate(position):
            net.add_street_node(number, x, y, True, 1.0)
        net.set_is_directed(True)
        for number, (start, end, length) in enumerate(zip(source, target, metres)):
            (ax, ay), (bx, by) = position[start], position[end]
            straight = max(1e-6, float(np.hypot(ax - bx, ay - by)))
            net.add_street_edge(
                int(start), int(end), number, int(start), int(end), f"LINESTRING({ax} {ay},{bx} {by})", length / straight
            )
        net.validate()
        net.build_edge_rtree()
        data = rustalgos.data.DataMap()
        for number, vertex in enumerate(facility):
            x, y = position[vertex]
            data.insert(number, f"POINT({x} {y})")
        data.assign_data_to_network(net, 50.0, 6)
        return net, data

    def answer(state):
        net, data = state
        result = data.accessibility(
            net,
            {number: str(category[number]) for number in range(len(facility))},
            [str(each) for each in range(CATEGORIES)],
            distances=[LIMIT],
            pbar_disabled=True,
        ).result
        nearest = np.stack([result[str(each)].distance[LIMIT] for each in range(CATEGORIES)], 1)
        count = np.stack([result[str(each)].count[LIMIT] for each in range(CATEGORIES)], 1)
        return np.where(np.isfinite(nearest), nearest, np.inf), count

    return prepare, answer


def scipy_peer():
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    def prepare():
        return csr_matrix((metres, (target, source)), shape=(VERTICES, VERTICES))

    def answer(graph):
        nearest = np.empty((VERTICES, CATEGORIES))
        count = np.zeros((VERTICES, CATEGORIES))
        for each in range(CATEGORIES):
            mine = facility[category == each]
            nearest[:, each] = dijkstra(graph, indices=np.unique(mine), min_only=True, limit=LIMIT)
            for at in range(0, len(mine), 50):
                count[:, each] += np.isfinite(dijkstra(graph, indices=mine[at : at + 50], limit=LIMIT)).sum(axis=0)
        return nearest, count

    return prepare, answer


def networkx_peer():
    import networkx

    def prepare():
        graph = networkx.DiGraph()
        graph.add_weighted_edges_from(zip(target.tolist(), source.tolist(), metres.tolist()))
        return graph

    def answer(graph):
        nearest = np.full((VERTICES, CATEGORIES), np.inf)
        count = np.zeros((VERTICES, CATEGORIES))
        for number, vertex in enumerate(facility.tolist()):
            each = category[number]
            for node, length in networkx.single_source_dijkstra_path_length(graph, vertex, cutoff=LIMIT).items():
                count[node, each] += 1
                if length < nearest[node, each]:
                    nearest[node, each] = length
        return nearest, count

    return prepare, answer


def pgrouting_peer():
    command = os.environ.get("PSQL", "psql").split()

    def run(script):
        done = subprocess.run([*command, "-qAtX", "-v", "ON_ERROR_STOP=1"], input=script, text=True, capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout

    def prepare():
        rows = "\n".join(f"{n}\t{a}\t{b}\t{m}" for n, (a, b, m) in enumerate(zip(source, target, metres)))
        places = "\n".join(f"{n}\t{v}\t{c}" for n, (v, c) in enumerate(zip(facility, category)))
        run(
            "CREATE EXTENSION IF NOT EXISTS pgrouting CASCADE;\n"
            "DROP TABLE IF EXISTS circle_arc, circle_place;\n"
            "CREATE TABLE circle_arc (id bigint, source bigint, target bigint, cost float8);\n"
            "CREATE TABLE circle_place (id bigint, vertex bigint, category int);\n"
            f"COPY circle_arc FROM STDIN;\n{rows}\n\\.\nCOPY circle_place FROM STDIN;\n{places}\n\\.\n"
            "ANALYZE circle_arc; ANALYZE circle_place;"
        )

    def answer(_):
        text = run(
            "SELECT node, category, min(agg_cost), count(*) FROM pgr_drivingDistance("
            "'SELECT id, target AS source, source AS target, cost FROM circle_arc',"
            f"(SELECT array_agg(DISTINCT vertex) FROM circle_place), {LIMIT}, true) reached "
            "JOIN circle_place ON vertex = from_v GROUP BY node, category;"
        )
        nearest = np.full((VERTICES, CATEGORIES), np.inf)
        count = np.zeros((VERTICES, CATEGORIES))
        for line in text.splitlines():
            node, each, cost, many = line.split("|")
            nearest[int(node), int(each)] = float(cost)
            count[int(node), int(each)] = int(many)
        return nearest, count

    return prepare, answer


PEERS = {
    "Pandana": (pandana_peer, "pandana"),
    "cityseer": (cityseer_peer, "cityseer"),
    "scipy dijkstra": (scipy_peer, "scipy"),
    "NetworkX": (networkx_peer, "networkx"),
    "pgRouting": (pgrouting_peer, None),
}


def version_of(package):
    from importlib.metadata import version

    return "" if package is None else version(package)


def time_of(work):
    start = time.perf_counter()
    value = work()
    return value, (time.perf_counter() - start) * 1000


rows = []
for name in sys.argv[2:] or PEERS:
    make, package = PEERS[name]
    try:
        prepare, answer = make()
        state, prepare_ms = time_of(prepare)
        (nearest, count), first_ms = time_of(lambda: answer(state))
        rounds = 5 if first_ms < 5000 else 2 if first_ms < 30000 else 0
        times = [time_of(lambda: answer(state))[1] for _ in range(rounds)] or [first_ms]
        row = {
            "name": name,
            "version": version_of(package),
            "prepareMs": round(prepare_ms, 1),
            "answerMs": {"median": statistics.median(times), "low": min(times), "high": max(times)},
            "rounds": len(times),
            "check": compare(nearest, count),
        }
    except Exception as problem:  # a peer that cannot answer is reported, not hidden
        row = {"name": name, "problem": f"{type(problem).__name__}: {problem}"[:300]}
    print(row, flush=True)
    rows.append(row)

with open(f"{folder}/peers.json", "w") as file:
    json.dump({"question": question, "peers": rows}, file, indent=2)
