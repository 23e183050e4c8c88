"""Right: one key for each operation; where nobody knows, that is what is said, and it is asked for
before anything is sent under another key."""
from http.client import HTTPException
from processor import call, operation


def charge(url, order, amount, tries, remember):
    for kind, more in (("authorise", {}), ("capture", {"parent": f"{order}-authorise"})):
        try:
            state = carry_out(url, operation(kind, order, amount, **more), tries, remember)
        except (OSError, HTTPException):
            return "attempting"
        if state != "success":
            return state
    return "paid"


def carry_out(url, what, tries, remember):
    kind = what["kind"]
    attempt = tries.get(kind, 1)
    status, answer = call(f"{url}/v1/operations", what, f"{what['reference']}-{attempt}")
    if status == 200:
        return answer["outcome"]
    if status != 500:
        return "attempting"
    # A failure of its own is kept under its key: another key, once it is sure that nothing happened.
    where = f"{url}/v1/operations/{what['reference']}?kind={kind}&payable={what['payable']}&ordinal=1"
    status, answer = call(where)
    if status == 200:
        return answer["outcome"]
    if status == 404:
        tries[kind] = attempt + 1
        remember()
    return "attempting"
