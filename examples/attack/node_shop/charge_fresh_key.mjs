// Wrong: a fresh idempotency key for each try, as in tempoxyz/pympp #155. A reply that is lost, or a
// 500 after the effect, and the card is charged twice.
import { randomUUID } from 'node:crypto';

export async function charge(stripe, order) {
  for (let attempt = 1; ; ++attempt) {
    try {
      return await stripe.paymentIntents.create(
        { amount: order.amount, currency: order.currency, payment_method: 'pm_card_visa',
          confirm: true, automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: { order_id: order.order } },
        { idempotencyKey: randomUUID() },
      );
    } catch (error) {
      if (error.type === 'StripeCardError' || attempt === 3) throw error;
    }
  }
}
