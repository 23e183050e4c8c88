// Right: an intent is made first and remembered; it can be confirmed once, whatever is repeated. What
// became of it is asked for before anything is said about it.
export async function charge(stripe, order, remember) {
  // A 500 is kept under its key (R5): the next try needs another, which is safe here. At worst there
  // is an intent that nobody confirms.
  const orElse = (what) => async (error) => {
    if (error.statusCode >= 500) await remember(what);
    throw error;
  };
  let id = order.intent;
  if (!id) {
    const made = order.made ?? 1;
    const intent = await stripe.paymentIntents.create(
      { amount: order.amount, currency: order.currency, payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { order_id: order.order } },
      { idempotencyKey: `make-${order.order}-${made}` },
    ).catch(orElse({ made: made + 1 }));
    id = intent.id;
    await remember({ intent: id });
  }
  const now = await stripe.paymentIntents.retrieve(id);
  if (now.status === 'succeeded') return;
  const confirmed = order.confirmed ?? 1;
  await stripe.paymentIntents.confirm(id, {}, { idempotencyKey: `confirm-${id}-${confirmed}` })
    .catch(orElse({ confirmed: confirmed + 1 }));
}
