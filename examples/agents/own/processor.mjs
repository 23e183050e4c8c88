// The processor, in the plain dialect of `assay serve`.
export async function authorise(key, reference, order, amount) {
  const reply = await fetch(`${process.env.PAY_URL}/v1/operations`, {
    method: 'POST', signal: AbortSignal.timeout(1000), headers: { 'Idempotency-Key': key },
    body: JSON.stringify({ kind: 'authorise', reference, payable: order, ordinal: 1,
                           amount: { minor: amount, currency: 'EUR' } }),
  });
  if (!reply.ok) throw new Error(`the processor answered ${reply.status}`);
  return (await reply.json()).outcome;
}
