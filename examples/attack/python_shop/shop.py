"""A small shop in Python's standard library: POST /pay {order, amount}, GET /orders/ORDER.

How it charges is a module of its own, so that a mistake and its correction can be compared:
    python3 shop.py charge
"""
import importlib
import json
import os
import sqlite3
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

charge = importlib.import_module(sys.argv[1] if len(sys.argv) > 1 else "charge")
STORE = os.environ.get("STORE", "orders.db")
SCHEMA = """create table if not exists orders (
  name text primary key, amount integer not null, state text not null,
  tries text not null default '{}')"""
working = threading.Lock()  # one order at a time is enough for a shop as small as this


def store():
    db = sqlite3.connect(STORE, timeout=5)
    db.row_factory = sqlite3.Row
    return db


def order_of(name):
    with store() as db:
        return db.execute("select * from orders where name = ?", (name,)).fetchone()


def save(name, **what):
    with store() as db:
        for column, value in what.items():
            db.execute(f"update orders set {column} = ? where name = ?", (value, name))


def pay(name, amount):
    with working:
        with store() as db:
            db.execute("insert or ignore into orders (name, amount, state) "
                       "values (?, ?, 'attempting')", (name, amount))
        known = order_of(name)
        if known["state"] == "attempting":
            tries = json.loads(known["tries"])
            state = charge.charge(os.environ["PROCESSOR_URL"], name, amount, tries,
                                  lambda: save(name, tries=json.dumps(tries)))
            save(name, state=state)
        return order_of(name)


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok"})
        found = order_of(self.path.removeprefix("/orders/"))
        self.answer(200 if found else 404, dict(found) if found else {})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        done = pay(asked["order"], asked["amount"])
        statuses = {"paid": 200, "declined": 402, "failed": 402, "attempting": 202}
        self.answer(statuses[done["state"]], {"order": done["name"], "state": done["state"]})

    def log_message(self, *_):
        pass


with store() as first:
    first.execute(SCHEMA)
ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
