// Who held a key from when to when, told from the facts of keys.
#include "reports/leases.hpp"

#include <catch2/catch.hpp>

using namespace assay;
using namespace assay::reports;

namespace {

constexpr std::int64_t second = 1'000'000'000;

class Keys {
 public:
  Keys() { concern_.keys.insert({"shop", "k-1"}); }

  template <typename Fact>
  Keys& see(std::int64_t at, const char* node, Fact fact) {
    if constexpr (requires { fact.key; }) {
      fact.scope = history_.name("shop");
      fact.key = history_.name("k-1");
    }
    history_.add({.at = at * second, .observer = history_.name(node)}, fact);
    return *this;
  }
  Keys& claim(std::int64_t at, const char* node, std::uint64_t token, std::int64_t end) {
    return see(at, node, history::KeyClaimed{.token = token, .lease_end = end * second});
  }
  std::vector<Tenure> until(std::int64_t last) {
    concern_.last = last * second;
    const auto all = leases_of(history_, concern_);
    eventful = !all.empty() && all.front().eventful;
    return all.empty() ? std::vector<Tenure>{} : all.front().tenures;
  }

  bool eventful = false;
  Concern& concern() { return concern_; }

 private:
  history::History history_;
  Concern concern_;
};

}  // namespace

TEST_CASE("a lease that ends with its work is nothing to tell of") {
  Keys keys;
  keys.claim(1, "shop-1", 1, 20).see(2, "shop-1", history::KeyCompleted{.token = 1});
  const auto tenures = keys.until(30);
  REQUIRE(tenures.size() == 1);
  CHECK(tenures[0].end == LeaseEnd::stored);
  CHECK(tenures[0].to == 2 * second);
  CHECK_FALSE(keys.eventful);
}

TEST_CASE("a lease goes from one to the next by hand-over, by lapse, by death, or is taken") {
  Keys keys;
  keys.claim(1, "shop-1", 1, 20).see(2, "shop-1", history::KeyHandedOver{.token = 1});
  keys.claim(3, "shop-2", 2, 10).claim(12, "shop-1", 3, 40);
  keys.see(13, "shop-1", history::MachineDied{});
  keys.claim(45, "shop-2", 4, 60).claim(50, "shop-1", 5, 70);
  const auto tenures = keys.until(55);
  REQUIRE(tenures.size() == 5);
  CHECK(tenures[0].end == LeaseEnd::handed_over);
  CHECK(tenures[1].end == LeaseEnd::lapsed);
  CHECK(tenures[1].to == 10 * second);
  CHECK(tenures[2].end == LeaseEnd::cut_off);
  CHECK(tenures[3].end == LeaseEnd::taken);
  CHECK(tenures[4].end == LeaseEnd::open);
  CHECK(keys.eventful);
}

TEST_CASE("a renewal moves the end of a lease, under its own token alone") {
  Keys keys;
  keys.claim(1, "shop-1", 7, 20);
  keys.see(2, "shop-1", history::KeyRenewed{.token = 7, .lease_end = 40 * second});
  keys.see(3, "shop-2", history::KeyRenewed{.token = 6, .lease_end = 90 * second});
  const auto tenures = keys.until(50);
  REQUIRE(tenures.size() == 1);
  CHECK(tenures[0].to == 40 * second);
  CHECK(tenures[0].end == LeaseEnd::lapsed);
}

TEST_CASE("what is still held tells something only where a deadline has passed") {
  Keys keys;
  keys.claim(1, "shop-1", 1, 90);
  CHECK(keys.until(50).front().end == LeaseEnd::open);
  CHECK_FALSE(keys.eventful);
  keys.concern().waits = true;
  CHECK(keys.until(50).front().end == LeaseEnd::open);
  CHECK(keys.eventful);
}

TEST_CASE("the keys of others are left out") {
  Keys keys;
  keys.concern().keys = {{"shop", "k-2"}};
  keys.claim(1, "shop-1", 1, 20).claim(2, "shop-2", 2, 20);
  CHECK(keys.until(50).empty());
}
