// SQLite and the model that stands for it in the simulated world give the same answers, operation
// by operation: what holds in the one holds in the other.
#include <catch2/catch.hpp>

#include "models/environment/node_environment.hpp"
#include "systems/payments/adapters/ports.hpp"
#include "tests/models/stage.hpp"
#include "tests/payments/adapters/drawn_transactions.hpp"
#include "tests/payments/adapters/faulty_vfs.hpp"
#include "tests/payments/adapters/files.hpp"

namespace {

namespace models = assay::models;
using namespace payments;
using namespace payments::testing;
using assay::sim::literals::operator""_s;

/// Runs `body` on a machine of a simulated world, with the store that its payment code would have.
void with_model(const std::function<void(Store&)>& body) {
  models::testing::Stage stage;
  assay::sim::Node& ledger = stage.add_consumer("ledger");
  assay::sim::Node& sink = stage.add_consumer("notifications");
  models::IdCounters ids;
  models::TelemetryLog telemetry;
  stage.play([&](assay::sim::Node& node) {
    const models::SharedServices shared{
        stage.recorder, stage.database, ids, telemetry,
        {{*stage.acquirer, models::card_profile()}}, {ledger, sink}, 30_s};
    const assay::harness::Settings settings;
    models::NodeEnvironment environment{node, shared, settings};
    assay::systems::PortAdapters ports{environment, environment.processor("acquirer"), 2_s};
    body(ports.ports().store);
  });
}

std::string listed(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    text += row.key + "=" + row.value + "@" + std::to_string(row.version);
    text += (row.due ? " due " + std::to_string(row.due->count) : "") + "\n";
  }
  return text;
}

std::string listed(const std::expected<void, CommitError>& done) {
  return done ? "done" : "error " + std::to_string(static_cast<int>(done.error()));
}

/// Both stores, and how often each answer came.
struct Pair {
  Store& model;
  Store& file;
  DrawnTransactions drawn;
  std::map<std::string, int> answers;
  std::size_t most_due = 0;

  void commit() {
    const Transaction transaction = drawn.next();
    const auto of_model = model.commit(transaction);
    const auto of_file = file.commit(transaction);
    REQUIRE(listed(of_file) == listed(of_model));
    ++answers[listed(of_file)];
  }
  void read() {
    const std::string table = drawn.table(), key = drawn.key();
    const auto of_model = model.read(table, key), of_file = file.read(table, key);
    REQUIRE(of_model.has_value());
    REQUIRE(of_file.has_value());
    REQUIRE(of_file->has_value() == of_model->has_value());
    if (*of_file) REQUIRE(listed({**of_file}) == listed({**of_model}));
    drawn.saw(table, key, *of_file ? (*of_file)->version : 0);
  }
  void scan() {
    const std::string table = drawn.table(), after = drawn.below(3) == 0 ? "" : drawn.key();
    const std::size_t limit = 1 + drawn.below(5);
    const auto of_model = model.scan(table, after, limit), of_file = file.scan(table, after, limit);
    REQUIRE(of_file.has_value());
    REQUIRE(listed(*of_file) == listed(*of_model));
  }
  void due() {
    const std::string table = drawn.table();
    const Due from = drawn.due(), until = drawn.due();
    const DueIndex index{table, from.index};
    const DuePlace after = drawn.below(3) == 0 ? DuePlace{} : DuePlace{from.at, drawn.key()};
    const std::size_t limit = 1 + drawn.below(5);
    const auto of_model = model.due(index, after, until.at, limit);
    const auto of_file = file.due(index, after, until.at, limit);
    REQUIRE(of_file.has_value());
    REQUIRE(listed(*of_file) == listed(*of_model));
    most_due = std::max(most_due, of_file->size());
  }
};

TEST_CASE("random operations of several clients have the same answers on SQLite as in the model") {
  const Folder folder;
  const auto file = open_store(folder / "pay.db", faulty_vfs());
  with_model([&](Store& model) {
    Pair pair{model, *file, DrawnTransactions(7), {}, 0};
    for (int i = 0; i < 16'000; ++i) {
      const std::size_t what = pair.drawn.below(11);
      if (what < 5) pair.commit();
      if (what >= 5 && what < 9) pair.read();
      if (what == 9) pair.scan();
      if (what == 10) pair.due();
    }
    INFO("done " << pair.answers["done"] << ", duplicate " << pair.answers["error 0"] << ", stale "
                 << pair.answers["error 1"]);
    CHECK(pair.answers["done"] >= 1'000);
    CHECK(pair.answers[listed(std::unexpected(CommitError::duplicate))] >= 1'000);
    CHECK(pair.answers[listed(std::unexpected(CommitError::stale))] >= 1'000);
    CHECK(pair.answers.size() == 3);
    CHECK(pair.most_due >= 3);
  });
}

}  // namespace
