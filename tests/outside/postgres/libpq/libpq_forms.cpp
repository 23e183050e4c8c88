// libpq in the forms in which services use it: each writes one row into `paid`. A program of its
// own, for which the tests look: libpq need not be there.
// usage: libpq_forms list | libpq_forms PORT MODE FORM
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include <libpq-fe.h>
#include <signal.h>
#include <unistd.h>

namespace {

/// A connection that notes the worst that it was told.
class Client {
 public:
  Client(const std::string& port, const std::string& form)
      : connection_{PQconnectdb(
            ("host=127.0.0.1 user=shop dbname=shop port=" + port + " application_name=" + form)
                .c_str())} {
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
  }
  ~Client() { PQfinish(connection_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  [[nodiscard]] PGconn* get() { return connection_; }

  void exec(const std::string& sql) { take(PQexec(connection_, sql.c_str())); }
  void params(const std::string& sql, const std::string& value, int format = 0) {
    const char* const values[] = {value.c_str()};
    const int sizes[] = {static_cast<int>(value.size())};
    const int formats[] = {format};
    take(PQexecParams(connection_, sql.c_str(), 1, nullptr, values, sizes, formats, 0));
  }
  void prepare(const std::string& name, const std::string& sql) {
    take(PQprepare(connection_, name.c_str(), sql.c_str(), 0, nullptr));
  }
  void execute(const std::string& name, const std::string& value, int format = 0) {
    const char* const values[] = {value.c_str()};
    const int sizes[] = {static_cast<int>(value.size())};
    const int formats[] = {format};
    take(PQexecPrepared(connection_, name.c_str(), 1, values, sizes, formats, 0));
  }

  // Pipelines: asked for now, read later.
  void ask(const std::string& sql) {
    (void)PQsendQueryParams(connection_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
  }
  void ask(const std::string& sql, const std::string& value) {
    const char* const values[] = {value.c_str()};
    (void)PQsendQueryParams(connection_, sql.c_str(), 1, nullptr, values, nullptr, nullptr, 0);
  }
  /// The results of so many queries.
  void read(int queries) {
    for (int i = 0; i < queries; ++i) {
      while (PGresult* const result = PQgetResult(connection_)) take(result);
    }
  }
  /// Up to the answer of a Sync.
  void read_sync() {
    for (int empty = 0; empty < 8;) {
      PGresult* const result = PQgetResult(connection_);
      if (result == nullptr) {
        ++empty;
        if (PQstatus(connection_) == CONNECTION_BAD) return note_broken();
        continue;
      }
      const bool ends = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
      take(result);
      if (ends) return;
    }
  }

  void copy(const std::string& data) {
    if (told_ != "ok") return;
    (void)PQputCopyData(connection_, data.c_str(), static_cast<int>(data.size()));
    (void)PQputCopyEnd(connection_, nullptr);
    read(1);
  }

  void take(PGresult* result) {
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const ExecStatusType status = PQresultStatus(result);
    if (state != nullptr) {
      told_ = std::string{state} == "40001" ? "refused" : std::string{"error:"} + state;
    } else if (PQstatus(connection_) == CONNECTION_BAD) {
      note_broken();
    } else if (status == PGRES_FATAL_ERROR && told_ == "ok") {
      told_ = "error";
    }
    PQclear(result);
  }
  void note_broken() { told_ = "broken"; }

  [[nodiscard]] const std::string& told() const { return told_; }
  [[nodiscard]] bool lives() {
    if (told_ != "ok" && told_ != "refused") return false;
    PGresult* const result = PQexec(connection_, "ROLLBACK");
    const bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return fine;
  }

 private:
  PGconn* connection_;
  std::string told_ = "ok";
};

using Form = void (*)(Client&, const std::string& id);

const std::string insert = "INSERT INTO paid VALUES ($1)";

std::string inserting(const std::string& id) { return "INSERT INTO paid VALUES ('" + id + "')"; }

void pipeline_of(Client& client, void (*what)(Client&, const std::string&), const std::string& id) {
  PQenterPipelineMode(client.get());
  what(client, id);
  PQexitPipelineMode(client.get());
}

using Forms = std::map<std::string, Form>;

Forms plain_forms() {
  return {
      {"exec",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.exec(inserting(id));
         c.exec("COMMIT");
       }},
      {"exec_alone", [](Client& c, const std::string& id) { c.exec(inserting(id)); }},
      {"params",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.params(insert, id);
         c.take(PQexecParams(c.get(), "COMMIT", 0, nullptr, nullptr, nullptr, nullptr, 0));
       }},
      {"params_alone", [](Client& c, const std::string& id) { c.params(insert, id); }},
      {"binary", [](Client& c, const std::string& id) { c.params(insert, id, 1); }},
      {"single_row",
       [](Client& c, const std::string& id) {
         c.ask("INSERT INTO paid VALUES ($1) RETURNING id", id);
         PQsetSingleRowMode(c.get());
         c.read(1);
       }},
      {"large",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.exec(
             "SELECT repeat('x', 9000000), generate_series(1, 20000)::text || repeat('y', 100)"
             " LIMIT 1");
         c.exec("SELECT generate_series(1, 20000)::text || repeat('y', 100)");
         c.exec(inserting(id) + " /* " + std::string(6'000'000, 'z') + " */ RETURNING '" +
                std::string(3'000'000, 'r') + "'");
         c.exec("COMMIT");
       }},
  };
}

Forms prepared_forms() {
  return {
      {"prepared",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.prepare("pay", insert);
         c.exec("ROLLBACK");
         c.execute("pay", id);
       }},
      {"prepared_commit",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.prepare("pay", insert);
         c.prepare("end", "/* the end */ COMMIT");
         c.execute("pay", id);
         c.take(PQexecPrepared(c.get(), "end", 0, nullptr, nullptr, nullptr, 0));
       }},
      {"described",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.prepare("pay", insert);
         c.take(PQdescribePrepared(c.get(), "pay"));
         c.exec("ROLLBACK");
         c.execute("pay", id, 1);
       }},
  };
}

Forms pipeline_forms() {
  return {
      {"pipeline",
       [](Client& c, const std::string& id) {
         pipeline_of(
             c,
             [](Client& p, const std::string& value) {
               p.ask("BEGIN");
               p.ask(insert, value);
               p.ask("COMMIT");
               PQpipelineSync(p.get());
               p.read_sync();
             },
             id);
       }},
      {"pipeline_alone",
       [](Client& c, const std::string& id) {
         pipeline_of(
             c,
             [](Client& p, const std::string& value) {
               p.ask("SELECT 1");
               p.ask(insert, value);
               PQpipelineSync(p.get());
               p.read_sync();
             },
             id);
       }},
      {"pipeline_of_two",
       [](Client& c, const std::string& id) {
         pipeline_of(
             c,
             [](Client& p, const std::string& value) {
               p.ask("BEGIN");
               p.ask(insert, value);
               PQpipelineSync(p.get());
               p.ask("COMMIT");
               PQpipelineSync(p.get());
               p.read_sync();
               p.read_sync();
             },
             id);
       }},
  };
}

Forms flush_forms() {
  return {
      {"flush_then_sync",
       [](Client& c, const std::string& id) {
         pipeline_of(
             c,
             [](Client& p, const std::string& value) {
               p.ask(insert, value);
               PQsendFlushRequest(p.get());
               p.read(1);
               PQpipelineSync(p.get());
               p.read_sync();
             },
             id);
       }},
      {"flushed_commit",
       [](Client& c, const std::string& id) {
         pipeline_of(
             c,
             [](Client& p, const std::string& value) {
               p.ask("BEGIN");
               p.ask(insert, value);
               p.ask("COMMIT");
               PQsendFlushRequest(p.get());
               p.read(3);
               PQpipelineSync(p.get());
               p.read_sync();
             },
             id);
       }},
  };
}

Forms copy_forms() {
  return {
      {"copy",
       [](Client& c, const std::string& id) {
         c.exec("COPY paid /* '" + id + "' */ FROM STDIN");
         c.copy(id + "\n");
       }},
      {"copy_extended",
       [](Client& c, const std::string& id) {
         c.ask("COPY paid /* '" + id + "' */ FROM STDIN");
         c.take(PQgetResult(c.get()));
         c.copy(id + "\n");
       }},
      {"copy_in_transaction",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN");
         c.exec("COPY paid /* '" + id + "' */ FROM STDIN");
         c.copy(id + "\n");
         c.exec("COMMIT");
       }},
      {"copy_and_more",
       [](Client& c, const std::string& id) {
         c.exec("BEGIN; COPY paid /* '" + id + "' */ FROM STDIN; COMMIT");
         c.copy(id + "\n");
       }},
  };
}

Forms all_forms() {
  Forms all = plain_forms();
  all.merge(prepared_forms());
  all.merge(pipeline_forms());
  all.merge(flush_forms());
  all.merge(copy_forms());
  return all;
}

const Forms& forms() {
  static const Forms all = all_forms();
  return all;
}

std::string form_of_this;  // for the handler

void give_up(int) {
  const std::string line = form_of_this + " silent dead\n";
  (void)!write(STDOUT_FILENO, line.data(), line.size());
  _exit(0);
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2) {
    for (const auto& [name, form] : forms()) std::cout << name << '\n';
    return 0;
  }
  if (count != 4 || !forms().contains(arguments[3])) return 64;
  const std::string mode = arguments[2];
  form_of_this = arguments[3];
  signal(SIGALRM, give_up);
  alarm(mode == "silence" ? 3 : 30);
  Client client{arguments[1], form_of_this};
  forms().at(form_of_this)(client, form_of_this + "/" + mode);
  const std::string told = client.told();
  std::cout << form_of_this + " " + told + (client.lives() ? " alive\n" : " dead\n");
}
