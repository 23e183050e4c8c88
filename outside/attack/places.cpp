// One table; and names of payments in names of sites.
#include "outside/attack/places.hpp"

#include "outside/attack/recorder.hpp"

namespace assay::outside::attack {
namespace {

sim::Fault<Strike> strike(std::string_view word, std::vector<std::string_view> edges,
                          std::string_view meaning, Strike::Does does) {
  return {{.word = word, .edges = std::move(edges), .meaning = meaning}, {does}};
}

std::string renamed(const std::string& site, std::string_view from, std::string_view to) {
  const std::size_t mark = site.find(" @ ");
  if (mark == std::string::npos) return site;
  const std::size_t begin = mark + 3;
  const std::string scope = site.substr(begin);
  const bool is_it =
      scope.starts_with(from) && (scope.size() == from.size() || scope[from.size()] == '/');
  if (!is_it) return site;
  return site.substr(0, begin) + std::string{to} + scope.substr(from.size());
}

}  // namespace

const StrikeTable& strikes() {
  using Does = Strike::Does;
  static const StrikeTable table{{
      strike("lose", {"request", "reply"}, "it never arrives", Does::lose),
      strike("reset", {"request"}, "it arrives, and its connection breaks", Does::reset),
      strike("duplicate", {"request"}, "it arrives twice, at the same time", Does::duplicate),
      strike("error_before_effect", {"error"}, "503, and it was not passed on", Does::fail_before),
      strike("error_after_effect", {"error"}, "502, and it was passed on", Does::fail_after),
      strike("serialisation", {"commit"}, "a conflict: not applied", Does::refuse),
      strike("unknown_applied", {"commit"}, "applied, and nobody says so", Does::cut_applied),
      strike("unknown_lost", {"commit"}, "not applied, and nobody says so", Does::cut_lost),
      strike("kill_applied", {"commit"}, "the service is killed after it", Does::kill_applied),
      strike("kill_lost", {"commit"}, "the service is killed before it", Does::kill_lost),
      strike(pause_word, {"reply"}, "the service stands still for a while", Does::pause),
      strike(kill_word, {"request", "reply"}, "the service is killed", Does::kill),
  }};
  return table;
}

bool is_of_process(std::string_view word) { return word == kill_word || word == pause_word; }

std::string as_planned(const std::string& site, const std::string& reference) {
  return renamed(site, reference, payable);
}

std::string as_played(const std::string& site, const std::string& reference) {
  return renamed(site, payable, reference);
}

}  // namespace assay::outside::attack
