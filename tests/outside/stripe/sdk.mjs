// Drives a served processor with the unmodified `stripe` package: sdk.mjs ADDRESS ADMIN_TOKEN.
// Prints "ok" and ends with 0 where every check holds. Not a part of the program; a test runs it.
import Stripe from 'stripe';
import assert from 'node:assert/strict';

const url = new URL(process.argv[2]);
const admin = (method, path, body) =>
  fetch(new URL(path, url), { method, body, headers: { Authorization: `Bearer ${process.argv[3]}` } });
const at = { host: url.hostname, port: url.port, protocol: 'http', maxNetworkRetries: 0, timeout: 2000 };
const stripe = new Stripe('sk_test_assay', at);
const patient = new Stripe('sk_test_assay', { ...at, maxNetworkRetries: 2 });
const effects = async () => (await (await admin('GET', '/admin/truth')).json()).effects;
const plan = (site, answer, n = 1) =>
  admin('PUT', '/admin/plan', JSON.stringify({ answers: [{ site, n, answer }] }));
const fails = async (promise, expected) => {
  const error = await promise.then(() => assert.fail('it succeeded'), (one) => one);
  for (const [name, value] of Object.entries(expected)) assert.equal(error[name], value, error.message);
  return error;
};
const sale = (order, more = {}) => ({
  amount: 1250, currency: 'eur', confirm: true, payment_method: 'pm_card_visa', metadata: { order_id: order }, ...more,
});

const checks = {
  async 'a payment intent is made, changed, read, confirmed'() {
    const made = await stripe.paymentIntents.create({
      amount: 1000, currency: 'eur', metadata: { order_id: 'a-1' }, automatic_payment_methods: { enabled: true } });
    assert.equal(made.status, 'requires_payment_method');
    assert.deepEqual(made.automatic_payment_methods, { enabled: true });
    await fails(stripe.paymentIntents.confirm(made.id), { statusCode: 400, code: 'payment_intent_unexpected_state' });
    const changed = await stripe.paymentIntents.update(made.id, { amount: 1250, description: 'shoes', metadata: { x: 'y' } });
    assert.deepEqual(changed.metadata, { order_id: 'a-1', x: 'y' });
    const done = await stripe.paymentIntents.confirm(made.id, { payment_method: 'pm_card_visa' });
    assert.equal(done.status, 'succeeded');
    assert.equal(done.amount_received, 1250);
    const read = await stripe.paymentIntents.retrieve(made.id, { expand: ['latest_charge.balance_transaction'] });
    assert.equal(read.latest_charge.captured, true);
    assert.equal(read.latest_charge.balance_transaction.amount, 1250);
    await fails(stripe.paymentIntents.confirm(made.id), { statusCode: 400, code: 'payment_intent_unexpected_state' });
  },
  async 'manual capture: in part, not twice; a hold is cancelled'() {
    const held = await stripe.paymentIntents.create(sale('b-1', { capture_method: 'manual' }));
    assert.equal(held.status, 'requires_capture');
    assert.equal(held.amount_capturable, 1250);
    await fails(stripe.paymentIntents.capture(held.id, { amount_to_capture: 2000 }), { statusCode: 400, code: 'amount_too_large' });
    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 });
    assert.equal(captured.amount_received, 1000);
    await fails(stripe.paymentIntents.capture(held.id), { code: 'payment_intent_unexpected_state' });
    const other = await stripe.paymentIntents.create(sale('b-2', { capture_method: 'manual' }));
    const gone = await stripe.paymentIntents.cancel(other.id, { cancellation_reason: 'abandoned' });
    assert.equal(gone.status, 'canceled');
    assert.equal(gone.cancellation_reason, 'abandoned');
    const open = await stripe.paymentIntents.create({ amount: 5, currency: 'eur' });
    assert.equal((await stripe.paymentIntents.cancel(open.id)).status, 'canceled');
  },
  async 'refunds: in parts, up to what was captured'() {
    const paid = await stripe.paymentIntents.create(sale('c-1'));
    const first = await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    assert.equal(first.status, 'succeeded');
    await fails(stripe.refunds.create({ payment_intent: paid.id, amount: 800 }), { statusCode: 400, param: 'amount' });
    const rest = await stripe.refunds.create({ charge: paid.latest_charge });
    assert.equal(rest.amount, 750);
    await fails(stripe.refunds.create({ payment_intent: paid.id }), { code: 'charge_already_refunded' });
    assert.equal((await stripe.refunds.retrieve(first.id)).amount, 500);
    assert.deepEqual((await stripe.refunds.list({ payment_intent: paid.id })).data.map((one) => one.id), [rest.id, first.id]);
    const charge = await stripe.charges.retrieve(paid.latest_charge);
    assert.equal(charge.amount_refunded, 1250);
    assert.equal(charge.refunded, true);
  },
  async 'a card that declines, and another one after it'() {
    const error = await fails(stripe.paymentIntents.create(sale('d-1', { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' })),
      { statusCode: 402, type: 'StripeCardError', code: 'card_declined', decline_code: 'insufficient_funds' });
    assert.equal(error.payment_intent.status, 'requires_payment_method');
    assert.equal((await stripe.charges.retrieve(error.charge)).status, 'failed');
    const done = await stripe.paymentIntents.confirm(error.payment_intent.id, { payment_method: 'pm_card_visa' });
    assert.equal(done.status, 'succeeded');
  },
  async 'idempotency: replayed, another body, errors'() {
    const key = { idempotencyKey: 'key-e-1' };
    const first = await stripe.paymentIntents.create(sale('e-1'), key);
    const again = await stripe.paymentIntents.create(sale('e-1'), key);
    assert.equal(again.id, first.id);
    assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(again.lastResponse.idempotencyKey, 'key-e-1');
    assert.ok(first.lastResponse.requestId.startsWith('req_'));
    await fails(stripe.paymentIntents.create(sale('e-1', { amount: 1 }), key), { statusCode: 400, type: 'StripeIdempotencyError' });
    assert.equal((await effects()).filter((one) => one.payable === 'e-1').length, 2);
    await fails(stripe.paymentIntents.create({ currency: 'eur' }, { idempotencyKey: 'key-e-2' }), { code: 'parameter_missing', param: 'amount' });
    await stripe.paymentIntents.create({ amount: 7, currency: 'eur' }, { idempotencyKey: 'key-e-2' });
  },
  async 'two at once under one key: the second is told 409'() {
    await plan('processor.authorise/error @ f-1/attempt-1', 'late_success');
    const key = { idempotencyKey: 'key-f-1' };
    const first = fails(stripe.paymentIntents.create(sale('f-1'), key), { type: 'StripeConnectionError' });
    while (!(await (await admin('GET', '/admin/sites')).text()).includes('authorise/error @ f-1')) ;
    const error = await fails(stripe.paymentIntents.create(sale('f-1'), key), { statusCode: 409, code: 'idempotency_key_in_use' });
    assert.equal(error.headers['stripe-should-retry'], 'true');
    await first;
  },
  async 'a stored 500 is replayed; a lost reply is mended by the SDK'() {
    await plan('processor.authorise/error @ g-1/attempt-1', 'error_after_effect');
    const key = { idempotencyKey: 'key-g-1' };
    await fails(stripe.paymentIntents.create(sale('g-1'), key), { statusCode: 500, type: 'StripeAPIError' });
    await fails(stripe.paymentIntents.create(sale('g-1'), key), { statusCode: 500 });
    assert.equal((await effects()).filter((one) => one.payable === 'g-1').length, 2);
    await plan('processor.authorise/reply @ g-2/attempt-1', 'reset');
    const done = await patient.paymentIntents.create(sale('g-2'));
    assert.equal(done.status, 'succeeded');
    assert.equal((await effects()).filter((one) => one.payable === 'g-2').length, 2);
  },
  async 'a reply that is lost for good and another key: two charges of one order'() {
    await plan('processor.authorise/reply @ h-1/attempt-1', 'lose');
    await fails(stripe.paymentIntents.create(sale('h-1')), { type: 'StripeConnectionError' });
    await stripe.paymentIntents.create(sale('h-1'));
    const told = await (await admin('GET', '/admin/verify')).json();
    const broken = told.properties.filter((one) => one.verdict === 'violated');
    assert.deepEqual(broken.map((one) => one.property), ['at_most_one_effect']);
    assert.ok(broken[0].violations.every((one) => one.explanation.includes('h-1')));
  },
  async 'customers, payment methods, webhook endpoints'() {
    const customer = await stripe.customers.create({ email: 'a@example.org', name: 'A', metadata: { k: 'v' } });
    assert.equal((await stripe.customers.retrieve(customer.id)).email, 'a@example.org');
    assert.equal((await stripe.customers.update(customer.id, { name: 'B' })).name, 'B');
    const method = await stripe.paymentMethods.create({ type: 'card', card: { number: '4242424242424242', exp_month: 8, exp_year: 2030, cvc: '1' } });
    assert.equal(method.card.last4, '4242');
    assert.equal((await stripe.paymentMethods.attach(method.id, { customer: customer.id })).customer, customer.id);
    assert.equal((await stripe.paymentMethods.list({ customer: customer.id })).data.length, 1);
    const paid = await stripe.paymentIntents.create(sale('i-1', { customer: customer.id, payment_method: method.id }));
    assert.equal((await stripe.paymentIntents.list({ customer: customer.id })).data[0].id, paid.id);
    assert.equal((await stripe.paymentMethods.detach(method.id)).customer, null);
    const endpoint = await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/hooks', enabled_events: ['*'] });
    assert.ok(endpoint.secret.startsWith('whsec_'));
    assert.deepEqual((await stripe.webhookEndpoints.retrieve(endpoint.id)).enabled_events, ['*']);
    assert.equal((await stripe.webhookEndpoints.del(endpoint.id)).deleted, true);
    assert.equal((await stripe.customers.del(customer.id)).deleted, true);
    await fails(stripe.customers.retrieve(customer.id), { statusCode: 404, code: 'resource_missing' });
  },
  async 'lists page by page, search that lags, events, balance transactions'() {
    const ids = [];
    for await (const one of stripe.paymentIntents.list({ limit: 2 })) ids.push(one.id);
    assert.ok(ids.length > 8);
    assert.equal(new Set(ids).size, ids.length);
    await fails(stripe.paymentIntents.list({ limit: 1000 }), { statusCode: 400 });
    const found = await stripe.paymentIntents.search({ query: "metadata['order_id']:'a-1'" });
    assert.equal(found.object, 'search_result');
    assert.equal(found.data.length, 0);
    const events = await stripe.events.list({ type: 'payment_intent.succeeded', limit: 100 });
    assert.ok(events.data.length > 3);
    assert.equal((await stripe.events.retrieve(events.data[0].id)).data.object.object, 'payment_intent');
    const now = Math.floor(Date.now() / 1000);
    assert.equal((await stripe.charges.list({ created: { gt: now + 60 } })).data.length, 0);
    assert.ok((await stripe.events.list({ types: ['charge.refunded', 'payment_intent.canceled'] })).data.every((one) => one.type !== 'payment_intent.succeeded'));
    const lines = await stripe.balanceTransactions.list({ type: 'refund' });
    assert.ok(lines.data.every((one) => one.amount < 0));
    assert.equal((await stripe.balanceTransactions.retrieve(lines.data[0].id)).id, lines.data[0].id);
    assert.ok((await stripe.charges.list({ limit: 3 })).has_more);
  },
  async 'live keys and other wrongs are refused'() {
    await fails(new Stripe('sk_live_x', at).paymentIntents.list(), { statusCode: 401, type: 'StripeAuthenticationError' });
    await fails(stripe.paymentIntents.retrieve('pi_none'), { statusCode: 404, code: 'resource_missing' });
    await fails(stripe.payouts.list(), { statusCode: 404 });
    await fails(stripe.refunds.create({ amount: 5 }), { code: 'parameter_missing' });
  },
  async 'a signed event is verified by the SDK'() {
    const events = await stripe.events.list({ limit: 1 });
    const body = JSON.stringify(events.data[0]);
    const header = stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_x' });
    assert.equal(stripe.webhooks.constructEvent(body, header, 'whsec_x').id, events.data[0].id);
  },
};

let bad = 0;
for (const [name, check] of Object.entries(checks)) {
  await check().catch((error) => {
    bad += 1;
    console.log(`FAILED ${name}: ${error.stack}`);
  });
}
console.log(bad === 0 ? 'ok' : `${bad} of ${Object.keys(checks).length} failed`);
process.exit(bad === 0 ? 0 : 1);
