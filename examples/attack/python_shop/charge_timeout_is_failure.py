"""Wrong: a time-out of the processor is taken for a failure, as in alphagov/pay-connector #5912.
Where the reply was lost, the money has moved, and the customer is told that it has not."""
from http.client import HTTPException
from processor import call, operation


def charge(url, order, amount, tries, remember):
    for kind, more in (("authorise", {}), ("capture", {"parent": f"{order}-authorise"})):
        what = operation(kind, order, amount, **more)
        try:
            status, answer = call(f"{url}/v1/operations", what, what["reference"])
        except (OSError, HTTPException):
            return "failed"
        if status != 200:
            return "failed"
        if answer["outcome"] != "success":
            return answer["outcome"]
    return "paid"
