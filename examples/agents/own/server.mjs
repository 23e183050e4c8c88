// A small MCP server without packages: one tool, `charge`, that pays for an order. How it pays is a
// module of its own, so that a mistake and its correction can be compared:
//   node server.mjs ./charge.mjs
import { createInterface } from 'node:readline';

const { charge } = await import(process.argv[2]);
const number = { type: 'number' }, text = { type: 'string' };
const tool = {
  name: 'charge', description: 'Charges the customer for an order, once.',
  inputSchema: { type: 'object', properties: { order: text, amount: number }, required: ['order', 'amount'] },
};
const known = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} },
                                          serverInfo: { name: 'till', version: '1' } }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': async ({ arguments: asked }) => {
    try {
      return { content: [{ type: 'text', text: await charge(asked.order, asked.amount) }] };
    } catch (error) {
      return { isError: true, content: [{ type: 'text', text: `unknown: ${error.message}` }] };
    }
  },
};

console.log('till is open');  // as many do, on the wrong stream
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || !method) continue;  // nothing to answer
  const answer = known[method] ? { result: await known[method](params) }
                               : { error: { code: -32601, message: `${method} is not known` } };
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
}
