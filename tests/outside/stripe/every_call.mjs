// Drives a served processor with the unmodified `stripe` package, each method in each form of answer
// that it can have: every_call.mjs ADDRESS ADMIN_TOKEN. Prints what failed, and ends with 0 where
// nothing did. Not a part of the program; a test runs it.
import Stripe from 'stripe';
import assert from 'node:assert/strict';

const url = new URL(process.argv[2]);
const admin = (method, path, body) =>
  fetch(new URL(path, url), { method, body, headers: { Authorization: `Bearer ${process.argv[3]}` } });
const at = { host: url.hostname, port: url.port, protocol: 'http', maxNetworkRetries: 0, timeout: 3000 };
const stripe = new Stripe('sk_test_assay', at);
const patient = new Stripe('sk_test_assay', { ...at, maxNetworkRetries: 2 });
const live = new Stripe('sk_live_assay', at);
const effects = async () => (await (await admin('GET', '/admin/truth')).json()).effects.length;
const visits = async (site) =>
  (await (await admin('GET', '/admin/sites')).json()).sites.find((one) => one.site === site)?.visits ?? 0;
/// The answer strikes at the next visit of the site.
async function plan(site, answer) {
  const n = (await visits(site)) + 1;
  const put = await admin('PUT', '/admin/plan', JSON.stringify({ answers: [{ site, n, answer }] }));
  assert.equal(put.status, 200, await put.text());
}
const calm = () => admin('PUT', '/admin/plan', JSON.stringify({ answers: [] }));
/// It did strike there.
async function struck(site, answer) {
  const { applied } = await (await admin('GET', '/admin/sites')).json();
  assert.deepEqual([applied.at(-1)?.site, applied.at(-1)?.answer], [site, answer]);
}
const fails = async (promise, expected) => {
  const error = await promise.then(() => assert.fail('it succeeded'), (one) => one);
  for (const [name, value] of Object.entries(expected)) assert.equal(error[name], value, `${name}: ${error.message}`);
  return error;
};

let count = 0;
const order = () => `every-${++count}`;
const card = { type: 'card', card: { number: '4242424242424242', exp_month: 8, exp_year: 2030, cvc: '1' } };
const open = (name) => stripe.paymentIntents.create({ amount: 1250, currency: 'eur', payment_method: 'pm_card_visa', metadata: { order_id: name } });
const sale = (name, more = {}) => ({ amount: 1250, currency: 'eur', confirm: true, payment_method: 'pm_card_visa', metadata: { order_id: name }, ...more });
const held = (name) => stripe.paymentIntents.create(sale(name, { capture_method: 'manual' }));
const paid = (name) => stripe.paymentIntents.create(sale(name));
const customer = () => stripe.customers.create({ email: 'a@example.org' });
const method = () => stripe.paymentMethods.create(card);
const endpoint = () => stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] });
const first = async (list) => (await list({ limit: 1 })).data[0];

// A method: what it needs, how it is called with an id, what comes back, and where money moves.
const methods = {
  'payment_intents.create': { call: (s, _, o) => s.paymentIntents.create({ amount: 5, currency: 'eur' }, o), object: 'payment_intent', other: (s, _, o) => s.paymentIntents.create({ amount: 6, currency: 'eur' }, o) },
  'payment_intents.create, confirmed': { needs: (name) => ({ id: name }), call: (s, id, o) => s.paymentIntents.create(sale(id), o), object: 'payment_intent', moves: 'authorise', other: (s, id, o) => s.paymentIntents.create(sale(id, { amount: 6 }), o) },
  'payment_intents.retrieve': { needs: open, call: (s, id) => s.paymentIntents.retrieve(id), object: 'payment_intent' },
  'payment_intents.update': { needs: open, call: (s, id, o) => s.paymentIntents.update(id, { description: 'x' }, o), object: 'payment_intent', other: (s, id, o) => s.paymentIntents.update(id, { description: 'y' }, o) },
  'payment_intents.list': { call: (s) => s.paymentIntents.list({ limit: 2 }), object: 'list' },
  'payment_intents.search': { call: (s) => s.paymentIntents.search({ query: "status:'succeeded'" }), object: 'search_result' },
  'payment_intents.confirm': { needs: open, call: (s, id, o) => s.paymentIntents.confirm(id, {}, o), object: 'payment_intent', moves: 'authorise' },
  'payment_intents.capture': { needs: held, call: (s, id, o) => s.paymentIntents.capture(id, {}, o), object: 'payment_intent', moves: 'capture', other: (s, id, o) => s.paymentIntents.capture(id, { amount_to_capture: 7 }, o) },
  'payment_intents.cancel': { needs: open, call: (s, id, o) => s.paymentIntents.cancel(id, {}, o), object: 'payment_intent' },
  'payment_intents.cancel, of a hold': { needs: held, call: (s, id, o) => s.paymentIntents.cancel(id, {}, o), object: 'payment_intent', moves: 'void' },
  'refunds.create': { needs: paid, call: (s, id, o) => s.refunds.create({ payment_intent: id, amount: 100 }, o), object: 'refund', moves: 'refund', other: (s, id, o) => s.refunds.create({ payment_intent: id, amount: 200 }, o) },
  'refunds.retrieve': { needs: async (name) => stripe.refunds.create({ payment_intent: (await paid(name)).id }), call: (s, id) => s.refunds.retrieve(id), object: 'refund' },
  'refunds.update': { needs: async (name) => stripe.refunds.create({ payment_intent: (await paid(name)).id }), call: (s, id, o) => s.refunds.update(id, { metadata: { a: 'b' } }, o), object: 'refund' },
  'refunds.list': { call: (s) => s.refunds.list({ limit: 2 }), object: 'list' },
  'charges.retrieve': { needs: async (name) => ({ id: (await paid(name)).latest_charge }), call: (s, id) => s.charges.retrieve(id), object: 'charge' },
  'charges.list': { call: (s) => s.charges.list({ limit: 2 }), object: 'list' },
  'charges.search': { call: (s) => s.charges.search({ query: "status:'succeeded'" }), object: 'search_result' },
  'events.retrieve': { needs: () => first((how) => stripe.events.list(how)), call: (s, id) => s.events.retrieve(id), object: 'event' },
  'events.list': { call: (s) => s.events.list({ limit: 2 }), object: 'list' },
  'customers.create': { call: (s, _, o) => s.customers.create({ name: 'A' }, o), object: 'customer', other: (s, _, o) => s.customers.create({ name: 'B' }, o) },
  'customers.retrieve': { needs: customer, call: (s, id) => s.customers.retrieve(id), object: 'customer' },
  'customers.update': { needs: customer, call: (s, id, o) => s.customers.update(id, { name: 'B' }, o), object: 'customer' },
  'customers.delete': { needs: customer, call: (s, id) => s.customers.del(id), object: 'customer', deletes: true },
  'customers.list': { call: (s) => s.customers.list({ limit: 2 }), object: 'list' },
  'customers.search': { call: (s) => s.customers.search({ query: "name:'A'" }), object: 'search_result' },
  'payment_methods.create': { call: (s, _, o) => s.paymentMethods.create(card, o), object: 'payment_method' },
  'payment_methods.retrieve': { needs: method, call: (s, id) => s.paymentMethods.retrieve(id), object: 'payment_method' },
  'payment_methods.update': { needs: method, call: (s, id, o) => s.paymentMethods.update(id, { metadata: { a: 'b' } }, o), object: 'payment_method' },
  'payment_methods.attach': { needs: method, call: async (s, id, o) => s.paymentMethods.attach(id, { customer: (await known).id }, o), object: 'payment_method' },
  'payment_methods.detach': { needs: async () => stripe.paymentMethods.attach((await method()).id, { customer: (await known).id }), call: (s, id, o) => s.paymentMethods.detach(id, {}, o), object: 'payment_method' },
  'payment_methods.list': { call: async (s) => s.paymentMethods.list({ customer: (await known).id }), object: 'list' },
  'webhook_endpoints.create': { call: (s, _, o) => s.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] }, o), object: 'webhook_endpoint' },
  'webhook_endpoints.retrieve': { needs: endpoint, call: (s, id) => s.webhookEndpoints.retrieve(id), object: 'webhook_endpoint' },
  'webhook_endpoints.update': { needs: endpoint, call: (s, id, o) => s.webhookEndpoints.update(id, { description: 'x' }, o), object: 'webhook_endpoint' },
  'webhook_endpoints.delete': { needs: endpoint, call: (s, id) => s.webhookEndpoints.del(id), object: 'webhook_endpoint', deletes: true },
  'webhook_endpoints.list': { call: (s) => s.webhookEndpoints.list({ limit: 2 }), object: 'list' },
  'balance_transactions.retrieve': { needs: () => first((how) => stripe.balanceTransactions.list(how)), call: (s, id) => s.balanceTransactions.retrieve(id), object: 'balance_transaction' },
  'balance_transactions.list': { call: (s) => s.balanceTransactions.list({ limit: 2 }), object: 'list' },
};
const known = customer();

const isPost = (one) => one.call.length === 3;
const needed = async (one) => {
  const name = order();
  const made = one.needs ? await one.needs(name) : { id: undefined };
  return { name, id: made.id };
};
const siteOf = (title, one, name, edge) =>
  one.moves ? `processor.${one.moves}/${edge} @ ${name}/${one.moves}-1/attempt-1`
            : `processor.call/${edge} @ ${title.split(',')[0]}`;

// The forms of answer; each says whether a method can have it.
const forms = {
  async 'it is done'(title, one) {
    const { id } = await needed(one);
    const got = await one.call(stripe, id);
    assert.equal(got.object, one.object);
    assert.equal(got.lastResponse.statusCode, 200);
    assert.ok(got.lastResponse.requestId.startsWith('req_'));
    if (one.deletes) assert.equal(got.deleted, true);
    else if (Array.isArray(got.data)) assert.ok(got.url.startsWith('/v1/') && typeof got.has_more === 'boolean');
    else assert.equal(got.livemode ?? false, false);
    if (id && title !== 'payment_intents.create, confirmed' && !one.object.startsWith('refund')) assert.equal(got.id, id);
  },
  async 'a live key is refused'(title, one) {
    await known;
    const { id } = await needed(one);
    const broken = await fails(one.call(live, id), { statusCode: 401, type: 'StripeAuthenticationError' });
    assert.ok(broken.requestId.startsWith('req_'));
  },
  async 'an id that is none'(title, one) {
    if (!one.needs || title === 'payment_intents.create, confirmed') return;
    const status = title === 'refunds.create' ? 400 : 404;
    const error = await fails(one.call(stripe, 'none_1'), { type: 'StripeInvalidRequestError', code: 'resource_missing' });
    assert.ok(error.statusCode === 404 || error.statusCode === status, `${error.statusCode}`);
  },
  async 'a failure before anything is done'(title, one) {
    const { id, name } = await needed(one);
    const before = await effects();
    await plan(siteOf(title, one, name, 'error'), 'error_before_effect');
    await fails(one.call(stripe, id), { statusCode: 500, type: 'StripeAPIError' });
    await calm();
    assert.equal(await effects(), before);
  },
  async 'a failure after it is done'(title, one) {
    if (!isPost(one)) return;
    const { id, name } = await needed(one);
    const before = await effects();
    await plan(siteOf(title, one, name, 'error'), 'error_after_effect');
    const key = { idempotencyKey: `after-${name}` };
    await fails(one.call(stripe, id, key), { statusCode: 500, type: 'StripeAPIError' });
    await calm();
    const after = await effects();
    assert.equal(after > before, Boolean(one.moves));
    // R3: the 500 is kept under its key, and told again.
    const again = await fails(one.call(stripe, id, key), { statusCode: 500 });
    assert.equal(again.headers['stripe-should-retry'], 'false');
    assert.equal(await effects(), after);
  },
  async 'a decline'(title, one) {
    if (one.moves !== 'authorise') return;
    const { id, name } = await needed(one);
    const before = await effects();
    await plan(siteOf(title, one, name, 'error'), 'decline');
    const error = await fails(one.call(stripe, id), { statusCode: 402, type: 'StripeCardError', code: 'card_declined' });
    await calm();
    assert.equal(error.payment_intent.status, 'requires_payment_method');
    assert.ok(error.decline_code);
    assert.equal(await effects(), before);
  },
  async 'a reply that is lost, and a patient client'(title, one) {
    const { id, name } = await needed(one);
    const before = await effects();
    await plan(siteOf(title, one, name, 'reply'), 'reset');
    // The SDK asks again by itself, once; what is gone already is not there.
    if (one.deletes) return void (await fails(one.call(stripe, id), { statusCode: 404, code: 'resource_missing' }).finally(calm));
    const got = await one.call(patient, id);
    await struck(siteOf(title, one, name, 'reply'), 'reset');
    await calm();
    assert.equal(got.object, one.object);
    if (!one.moves) return assert.equal(await effects(), before);
    const moved = { authorise: 2 }[one.moves] ?? 1;
    assert.equal(await effects(), before + moved);
  },
  async 'a key that comes again, with the same and with another body'(title, one) {
    if (!isPost(one)) return;
    const { id, name } = await needed(one);
    const key = { idempotencyKey: `again-${name}` };
    const once = await one.call(stripe, id, key);
    assert.equal(once.lastResponse.headers['idempotent-replayed'], undefined);
    const twice = await one.call(stripe, id, key);
    assert.equal(twice.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(twice.lastResponse.headers['original-request'], once.lastResponse.requestId);
    assert.deepEqual({ ...twice, lastResponse: null }, { ...once, lastResponse: null });
    if (one.other) await fails(one.other(stripe, id, key), { statusCode: 400, type: 'StripeIdempotencyError' });
  },
  async 'pages'(title, one) {
    if (one.object !== 'list') return;
    const whole = await one.call(stripe);
    const [last] = whole.data.slice(-1);
    if (!last) return;
    const [resource] = title.split('.');
    const lists = resource.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const more = title.startsWith('payment_methods') ? { customer: (await known).id } : {};
    const next = await stripe[lists].list({ ...more, limit: 2, starting_after: last.id });
    assert.ok(next.data.every((found) => whole.data.every((seen) => seen.id !== found.id)));
    await fails(stripe[lists].list({ ...more, limit: 0 }), { statusCode: 400, type: 'StripeInvalidRequestError' });
    await fails(stripe[lists].list({ ...more, starting_after: 'none_1' }), { statusCode: 400, param: 'starting_after' });
  },
};

let bad = 0, done = 0;
for (const [title, one] of Object.entries(methods)) {
  for (const [form, check] of Object.entries(forms)) {
    done += 1;
    await check(title, one).catch(async (error) => {
      bad += 1;
      await calm();
      console.log(`FAILED ${title}: ${form}: ${error.message.split('\n').slice(0, 6).join(' ')}`);
    });
  }
}
console.log(`${Object.keys(methods).length} methods, ${done} pairs of method and form, ${bad} failed`);
process.exit(bad === 0 ? 0 : 1);
