"""The processor's wire, assay's plain dialect: one call, one answer, a second of patience."""
import json
import urllib.error
import urllib.request


def call(url, body=None, key=None):
    """The status and the answer. Errors: OSError where nobody knows what became of it."""
    headers = {"Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=1) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, {}


def operation(kind, order, amount, **more):
    return {"kind": kind, "reference": f"{order}-{kind}", "payable": order,
            "amount": {"minor": amount, "currency": "EUR"}, **more}
