// A search for each object, and turns for them until one has no order, all have one, or a limit is
// reached.
#include "properties/linear/check.hpp"

#include <algorithm>
#include <map>

#include "properties/linear/models.hpp"
#include "properties/linear/search.hpp"

namespace assay::properties::linear {

namespace {

constexpr std::uint64_t first_turn = 1'000;

std::map<std::string, std::vector<Operation>> by_object(std::vector<Operation> calls) {
  std::map<std::string, std::vector<Operation>> objects;
  for (Operation& one : calls) objects[one.key].push_back(std::move(one));
  return objects;
}

template <class Model>
DeadEnd dead_end(const std::string& key, const Search<Model>& search) {
  return {key, search.longest(), search.calls().size(), search.state(), search.stuck()};
}

/// One turn of each object that is not done. Returns: whether there is nothing more to learn.
template <class Model>
bool take_turns(std::map<std::string, Search<Model>>& open, std::uint64_t turn,
                const Limits& limits, Answer& answer) {
  std::uint64_t bytes = 0;
  for (auto object = open.begin(); object != open.end();) {
    Search<Model>& search = object->second;
    const std::uint64_t before = search.steps();
    const Found found = search.advance(std::min(turn, limits.steps - answer.steps));
    answer.steps += search.steps() - before;
    if (found == Found::no_order) {
      answer.verdict = Verdict::violated;
      answer.dead_end = dead_end(object->first, search);
      return true;
    }
    bytes += search.bytes();
    if (answer.steps >= limits.steps || bytes > limits.bytes) {
      return found == Found::nothing_yet || open.size() > 1;
    }
    object = found == Found::an_order ? open.erase(object) : std::next(object);
  }
  return false;
}

template <class Model>
Answer check_each(std::vector<Operation> calls, const Limits& limits) {
  Answer answer{.calls = calls.size()};
  std::map<std::string, Search<Model>> open;
  for (auto& [key, of_object] : by_object(std::move(calls))) {
    open.emplace(key, Search<Model>{std::move(of_object)});
  }
  answer.objects = open.size();
  for (std::uint64_t turn = first_turn; !open.empty(); turn *= 2) {
    if (take_turns(open, turn, limits, answer)) return answer;
  }
  answer.verdict = Verdict::holds;
  return answer;
}

}  // namespace

std::span<const Model> models() {
  static const std::vector<Model> all{{"cas-register",
                                       "one register, by read, write and cas",
                                       {"read", "write", "cas"},
                                       check_each<CasRegister>},
                                      {"kv",
                                       "texts by key, by get, put and append",
                                       {"get", "put", "append"},
                                       check_each<KeyValue>},
                                      {"idempotency-key",
                                       "keys that bind a request to its result, by post",
                                       {"post"},
                                       check_each<IdempotencyKey>}};
  return all;
}

}  // namespace assay::properties::linear
