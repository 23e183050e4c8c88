# Python's drivers, as far as they can be imported: each form writes one row into `paid` over a
# connection and a process of its own. Says, a line each: form, what it was told, and whether the
# connection lived on. usage: python_forms.py PORT MODE; with no arguments: which drivers there are
import asyncio
import os
import signal
import sys

FORMS = {}
INSERT = "INSERT INTO paid VALUES (%s)"




def told_by(error):
    state = getattr(error, "pgcode", None) or getattr(error, "sqlstate", None)
    if state == "40001":
        return "refused"
    text = str(error).lower() + type(error).__name__.lower()
    if any(word in text for word in ("closed", "reset", "terminat", "connectiondoesnotexist")):
        return "broken"
    return "error:" + str(error).replace(" ", "_").replace("\n", "_")


def answers(connection):
    if hasattr(connection, "pgconn"):  # psycopg 3 would add a DEALLOCATE ALL
        return connection.pgconn.exec_(b"ROLLBACK").status == psycopg.pq.ExecStatus.COMMAND_OK
    connection.autocommit = True
    connection.cursor().execute("ROLLBACK")
    return True


def run_sync(connect, what, id, form_name):
    connection = connect(form_name)
    told = "ok"
    try:
        what(connection, id)
    except Exception as error:
        told = told_by(error)
    lives = False
    try:
        connection.rollback()
        if told in ("ok", "refused"):
            lives = answers(connection)
    except Exception:
        pass
    return told, lives


def dsn(name):
    return f"host=127.0.0.1 port={PORT} user=shop dbname=shop application_name={name}"


try:
    import psycopg2

    def psycopg2_form(what):
        FORMS["psycopg2_" + what.__name__] = lambda id, name: run_sync(
            lambda form_name: psycopg2.connect(dsn(form_name)), what, id, name)

    @psycopg2_form
    def transaction(connection, id):
        connection.cursor().execute(INSERT, (id,))
        connection.commit()

    @psycopg2_form
    def autocommit(connection, id):
        connection.autocommit = True
        connection.cursor().execute(INSERT, (id,))

    @psycopg2_form
    def with_block(connection, id):
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT 'COMMIT'")
            cursor.execute(INSERT, (id,))

    @psycopg2_form
    def copy_expert(connection, id):
        import io
        cursor = connection.cursor()
        cursor.copy_expert(f"COPY paid /* '{id}' */ FROM STDIN", io.StringIO(id + "\n"))
        connection.commit()
except ImportError:
    pass

try:
    import psycopg

    def psycopg3_form(what):
        FORMS["psycopg3_" + what.__name__] = lambda id, name: run_sync(
            lambda form_name: psycopg.connect(dsn(form_name)), what, id, name)

    @psycopg3_form
    def transaction(connection, id):
        connection.execute(INSERT, (id,))
        connection.commit()

    @psycopg3_form
    def autocommit(connection, id):
        connection.autocommit = True
        connection.execute(INSERT, (id,))

    @psycopg3_form
    def prepared(connection, id):
        with connection.transaction():
            connection.execute(INSERT, ("warm-" + id.replace("/", "-"),), prepare=True)
        with connection.transaction():
            connection.execute(INSERT, (id,), prepare=True)

    @psycopg3_form
    def binary(connection, id):
        with connection.transaction():
            connection.execute("INSERT INTO paid VALUES (%b)", (id,))

    @psycopg3_form
    def pipeline(connection, id):
        with connection.pipeline(), connection.transaction():
            connection.execute(INSERT, (id,))
except ImportError:
    pass

try:
    import asyncpg

    def asyncpg_form(what):
        async def run(id, name):
            connection = await asyncpg.connect(
                host="127.0.0.1", port=int(PORT), user="shop", database="shop", ssl=False,
                server_settings={"application_name": name})
            told, lives = "ok", False
            try:
                await what(connection, id)
            except Exception as error:
                told = told_by(error)
            try:
                if told in ("ok", "refused"):
                    await connection.execute("ROLLBACK")
                    lives = True
            except Exception:
                pass
            return told, lives
        FORMS["asyncpg_" + what.__name__] = lambda id, name: asyncio.run(run(id, name))

    @asyncpg_form
    async def transaction(connection, id):
        async with connection.transaction():
            await connection.execute("INSERT INTO paid VALUES ($1)", id)

    @asyncpg_form
    async def autocommit(connection, id):
        await connection.execute("INSERT INTO paid VALUES ($1)", id)

    @asyncpg_form
    async def simple(connection, id):
        await connection.execute(f"INSERT INTO paid VALUES ('{id}')")

    @asyncpg_form
    async def prepared(connection, id):
        async with connection.transaction():
            statement = await connection.prepare("INSERT INTO paid VALUES ($1) RETURNING id")
            await statement.fetchval(id)
except ImportError:
    pass


def play(name):
    signal.alarm(4 if MODE == "silence" else 30)
    told, lives = FORMS[name](f"{name}/{MODE}", name)
    os.write(1, f"{name} {told} {'alive' if lives else 'dead'}\n".encode())


if len(sys.argv) == 1:
    print(*sorted({name.split("_")[0] for name in FORMS}))
    sys.exit(0 if FORMS else 1)
PORT, MODE = sys.argv[1:3]
children = []
for form_name in FORMS:
    child = os.fork()
    if child == 0:
        try:
            play(form_name)
        except Exception as error:
            os.write(1, f"{form_name} {told_by(error)} dead\n".encode())
        os._exit(0)
    children.append((child, form_name))
for child, form_name in children:
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        os.write(1, f"{form_name} silent dead\n".encode())
