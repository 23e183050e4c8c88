"""Drives a served processor with the unmodified python3-stripe: sdk.py ADDRESS ADMIN_TOKEN.

Ends with 0 where every check holds. Not a part of the program; a test runs it.
"""
import json
import sys
import urllib.request

import stripe

address, token = sys.argv[1:]
stripe.api_base, stripe.api_key = address, "sk_test_assay"


def effects(name):
    asked = urllib.request.Request(f"{address}/admin/truth", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(asked) as told:
        return [one for one in json.load(told)["effects"] if one["payable"] == name]


def plan(site, answer):
    body = json.dumps({"answers": [{"site": site, "n": 1, "answer": answer}]}).encode()
    asked = urllib.request.Request(f"{address}/admin/plan", body, {"Authorization": f"Bearer {token}"}, method="PUT")
    urllib.request.urlopen(asked).close()


def sale(name, **more):
    return stripe.PaymentIntent.create(**{
        "amount": 1250, "currency": "eur", "confirm": True, "payment_method": "pm_card_visa",
        "metadata": {"order_id": name}, **more})


def fails(kind, call, **expected):
    try:
        call()
    except kind as error:
        for name, value in expected.items():
            assert getattr(error, name) == value, f"{name}: {getattr(error, name)} and not {value}"
        return error
    raise AssertionError(f"no {kind.__name__}")


# A payment, in one step, in two, in part, undone.
paid = sale("p-1")
assert paid.status == "succeeded" and paid.amount_received == 1250
made = stripe.PaymentIntent.create(amount=1000, currency="eur", metadata={"order_id": "p-2"})
made = stripe.PaymentIntent.modify(made.id, amount=1250)
assert stripe.PaymentIntent.confirm(made.id, payment_method="pm_card_visa").status == "succeeded"
held = sale("p-3", capture_method="manual")
assert held.status == "requires_capture"
assert stripe.PaymentIntent.capture(held.id, amount_to_capture=500).amount_received == 500
gone = stripe.PaymentIntent.cancel(sale("p-4", capture_method="manual").id)
assert gone.status == "canceled"
assert [one["kind"] for one in effects("p-4")] == ["authorise", "void"]
part = stripe.Refund.create(payment_intent=paid.id, amount=250)
assert part.status == "succeeded" and stripe.Refund.retrieve(part.id).amount == 250
assert [one.id for one in stripe.Refund.list(payment_intent=paid.id).auto_paging_iter()] == [part.id]

# What is read: charges, events, balance transactions, customers, cards, endpoints, search.
charge = stripe.Charge.retrieve(paid.latest_charge, expand=["balance_transaction"])
assert charge.amount_refunded == 250 and charge.balance_transaction.amount == 1250
assert stripe.Event.list(type="payment_intent.succeeded").data[0].data.object.object == "payment_intent"
assert stripe.BalanceTransaction.list(type="refund").data[0].amount == -250
customer = stripe.Customer.create(email="a@example.org")
card = stripe.PaymentMethod.create(type="card", card={"number": "4242" * 4, "exp_month": 8, "exp_year": 2030})
assert stripe.PaymentMethod.attach(card.id, customer=customer.id).customer == customer.id
assert stripe.PaymentMethod.list(customer=customer.id, type="card").data[0].id == card.id
assert stripe.Customer.delete(customer.id).deleted
assert stripe.WebhookEndpoint.create(url="http://127.0.0.1:1/", enabled_events=["*"]).secret
assert stripe.PaymentIntent.search(query="status:'succeeded'").data == []  # it lags
assert len(list(stripe.PaymentIntent.list(limit=1).auto_paging_iter())) == 4

# What is refused, declined, failed and repeated.
fails(stripe.error.InvalidRequestError, lambda: stripe.PaymentIntent.retrieve("none"), http_status=404, code="resource_missing")
fails(stripe.error.AuthenticationError, lambda: stripe.PaymentIntent.list(api_key="sk_live_x"), http_status=401)
declined = fails(stripe.error.CardError, lambda: sale("p-5", payment_method="pm_card_visa_chargeDeclinedInsufficientFunds"),
                 http_status=402, code="card_declined")
assert declined.error.decline_code == "insufficient_funds"
once = sale("p-6", idempotency_key="k-6")
again = sale("p-6", idempotency_key="k-6")
assert once.id == again.id and again.last_response.headers["Idempotent-Replayed"] == "true"
fails(stripe.error.IdempotencyError, lambda: sale("p-6", idempotency_key="k-6", amount=1), http_status=400)
plan("processor.authorise/error @ p-7/attempt-1", "error_after_effect")
fails(stripe.error.APIError, lambda: sale("p-7"), http_status=500)
assert len(effects("p-7")) == 2
plan("processor.authorise/reply @ p-8/attempt-1", "reset")
fails(stripe.error.APIConnectionError, lambda: sale("p-8"))
assert len(effects("p-8")) == 2
stripe.max_network_retries = 2
plan("processor.authorise/reply @ p-9/attempt-1", "reset")
assert sale("p-9").status == "succeeded" and len(effects("p-9")) == 2
print("ok")
