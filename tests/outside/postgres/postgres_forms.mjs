// The npm package `postgres`, unmodified: it describes first, with Flush, and prepares what it is
// given. Says what pg_forms.mjs says. usage: postgres_forms.mjs PORT MODE [tls]
import postgres from 'postgres';

const [, , port, mode, tls] = process.argv;

const forms = {
  alone: async (sql, id) => sql`INSERT INTO paid VALUES (${id})`,
  transaction: async (sql, id) => sql.begin((tx) => tx`INSERT INTO paid VALUES (${id})`),
  simple: async (sql, id) => sql.unsafe(`BEGIN; INSERT INTO paid VALUES ('${id}'); COMMIT`).simple(),
  unprepared: async (sql, id) =>
    sql.unsafe('INSERT INTO paid VALUES ($1)', [id], { prepare: false }),
  again: async (sql, id) => {
    const insert = (value) => sql`INSERT INTO paid VALUES (${value})`;
    await insert(`warm-${id.replace('/', '-')}`);
    await insert(id);
  },
  pipelined: async (sql, id) =>
    sql.begin((tx) => Promise.all([tx`INSERT INTO paid VALUES (${id})`, tx`SELECT 1`])),
};

function what(error) {
  if (error.code === '40001') return 'refused';
  if (/CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET/.test(error.code)) return 'broken';
  return `error:${error.code}:${error.message}`.replaceAll(' ', '_');
}

async function play(form) {
  const sql = postgres({
    host: '127.0.0.1', port: Number(port), user: 'shop', database: 'shop', max: 1,
    fetch_types: false, onnotice: () => {}, connection: { application_name: form },
    ssl: tls === 'tls' ? { rejectUnauthorized: false } : false,
  });
  const silent = new Promise((resolve) => { setTimeout(resolve, mode === 'silence' ? 2500 : 20000, 'silent').unref(); });
  const told = await Promise.race([forms[form](sql, `${form}/${mode}`).then(() => 'ok', what), silent]);
  let lives = 'dead';
  if (told === 'ok' || told === 'refused') {
    lives = await sql.unsafe('ROLLBACK').simple().then(() => 'alive', () => 'dead');
  }
  console.log(form, told, lives);
}

await Promise.all(Object.keys(forms).map(play));
process.exit(0);
