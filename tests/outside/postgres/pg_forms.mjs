// The npm package `pg`, unmodified, in all forms in which services use it: each writes one row into
// `paid` over a connection of its own. Says, a line each: form, what it was told, and whether the
// connection lived on. usage: pg_forms.mjs PORT MODE [tls]
import pg from 'pg';

const [, , port, mode, tls] = process.argv;

const forms = {
  simple: async (c, id) => {
    await c.query('BEGIN');
    await c.query(`INSERT INTO paid VALUES ('${id}')`);
    await c.query('COMMIT');
  },
  extended: async (c, id) => {
    await c.query('BEGIN');
    await c.query('INSERT INTO paid VALUES ($1)', [id]);
    await c.query('COMMIT');
  },
  autocommit: async (c, id) => c.query(`INSERT INTO paid VALUES ('${id}')`),
  autocommit_extended: async (c, id) => c.query('INSERT INTO paid VALUES ($1)', [id]),
  several: async (c, id) => c.query(`BEGIN; INSERT INTO paid VALUES ('${id}'); COMMIT`),
  several_alone: async (c, id) => c.query(`SELECT 1; INSERT INTO paid VALUES ('${id}'); SELECT 2`),
  several_mixed: async (c, id) =>
    c.query(`INSERT INTO paid VALUES ('${id}'); ; COMMIT; SELECT 'BEGIN'`),
  named: async (c, id) => {
    const named = (value) => ({ name: 'pay', text: 'INSERT INTO paid VALUES ($1)', values: [value] });
    await c.query(named(`warm ${id}`.replace('/', '-')));
    await c.query(named(id));
  },
  named_in_transaction: async (c, id) => {
    const named = (value) => ({ name: 'pay', text: 'INSERT INTO paid VALUES ($1)', values: [value] });
    await c.query('BEGIN');
    await c.query(named(`warm ${id}`.replace('/', '-')));
    await c.query('COMMIT');
    await c.query('BEGIN');
    await c.query(named(id));
    await c.query('COMMIT');
  },
  comments: async (c, id) => {
    await c.query('/* a /* nested */ one */ BEGIN -- begin');
    await c.query(`INSERT INTO paid VALUES ('${id}') -- COMMIT`);
    await c.query('-- the end\n/* ; */ commit /* it */ ;');
  },
  end: async (c, id) => {
    await c.query('START TRANSACTION');
    await c.query('INSERT INTO paid VALUES ($1)', [id]);
    await c.query('END');
  },
  queued: async (c, id) => {
    const all = [
      c.query('BEGIN'),
      c.query('INSERT INTO paid VALUES ($1)', [id]),
      c.query('SELECT 1'),
      c.query('COMMIT'),
    ];
    const told = await Promise.allSettled(all);
    const bad = told.find((one) => one.status === 'rejected');
    if (bad) throw bad.reason;
  },
  savepoint: async (c, id) => {
    await c.query('BEGIN');
    await c.query('SAVEPOINT a');
    await c.query("INSERT INTO paid VALUES ('never')");
    await c.query('ROLLBACK TO a');
    await c.query('INSERT INTO paid VALUES ($1)', [id]);
    await c.query('RELEASE a');
    await c.query('COMMIT');
  },
  prepared_in_sql: async (c, id) => {
    await c.query('BEGIN');
    await c.query('PREPARE p (text) AS INSERT INTO paid VALUES ($1)');
    await c.query('ROLLBACK');
    await c.query(`EXECUTE p ('${id}')`);
  },
  in_with: async (c, id) =>
    c.query('WITH x AS (INSERT INTO paid VALUES ($1) RETURNING *) SELECT * FROM x', [id]),
  chained: async (c, id) => {
    await c.query('BEGIN');
    await c.query('INSERT INTO paid VALUES ($1)', [id]);
    await c.query('COMMIT AND CHAIN');
    await c.query('ROLLBACK');
  },
};

function what(error) {
  if (error.code === '40001') return 'refused';
  if (/timeout/i.test(error.message)) return 'silent';
  if (error.code === 'ECONNRESET' || /terminated unexpectedly/.test(error.message)) return 'broken';
  return `error:${error.code}:${error.message}`.replaceAll(' ', '_');
}

async function play(form) {
  const client = new pg.Client({
    host: '127.0.0.1', port: Number(port), user: 'shop', database: 'shop', application_name: form,
    ssl: tls === 'tls' ? { rejectUnauthorized: false } : false,
    query_timeout: mode === 'silence' ? 1500 : 20000,
  });
  client.on('error', () => {});
  let told = 'ok';
  await client.connect();
  try {
    await forms[form](client, `${form}/${mode}`);
  } catch (error) {
    told = what(error);
  }
  let lives = 'dead';
  if (told === 'ok' || told === 'refused') {
    lives = await client.query('ROLLBACK').then(() => 'alive', () => 'dead');
  }
  // A connection whose query timed out is cut: end() would wait for the answer.
  if (told === 'silent') client.connection.stream.destroy();
  else if (lives === 'alive') await client.end();
  console.log(form, told, lives);
}

await Promise.all(Object.keys(forms).map(play));
