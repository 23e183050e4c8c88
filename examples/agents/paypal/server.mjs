// The toolkit's own MCP server, as its README starts it: node server.mjs [REQUEST_ID]
import { createRequire } from 'node:module';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const { PayPalAgentToolkit } = createRequire(import.meta.url)('@paypal/agent-toolkit/mcp');
const context = { sandbox: true, request_id: process.argv[2] };
const actions = { payments: { createRefund: true } };
const server = new PayPalAgentToolkit({ accessToken: 'token', configuration: { context, actions } });
await server.connect(new StdioServerTransport());
