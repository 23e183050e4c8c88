// What may not occur in code that a run depends on, and where printing and exiting are left alone.
#include <array>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/rules.hpp"

namespace house {

namespace {

/// A pattern over code without comments and literals, and why it is banned.
struct Ban {
  const char* pattern;
  const char* why;
};

constexpr std::array run_bans{
    Ban{R"(\bunordered_(multi)?(map|set)\b)", "the order of unordered containers"},
    Ban{R"(\b(map|set)<[^,<>]*\*\s*[,>])", "pointers as keys"},
    Ban{R"(\b\w+_distribution\b)", "std distributions differ between libraries"},
    Ban{R"(\bstd::(ranges::)?shuffle\b)", "std::shuffle differs between libraries"},
    Ban{R"(\b(random_device|mt19937(_64)?|default_random_engine)\b)", "chance outside decisions"},
    Ban{R"(\bs?rand\s*\()", "chance outside decisions"},
    Ban{R"(\b(system_clock|steady_clock|high_resolution_clock)\b)", "wall clocks"},
    Ban{R"(\b(gettimeofday|clock_gettime|std::time)\b)", "wall clocks"},
    Ban{R"(\bstd::(j?thread|async|this_thread)\b)", "threads"},
    Ban{R"(\bgetenv\b)", "the environment"},
    Ban{R"(\b(double|float)\b)", "floating point"},
    Ban{R"(\bstd::(locale|stod|stof|stold|stringstream|ostringstream|istringstream)\b)",
        "text that depends on the locale"},
    Ban{R"(\b(setlocale|strtod|atof)\b)", "text that depends on the locale"},
    Ban{R"(\bstd::hash\b)", "hashes differ between libraries"},
    Ban{R"(\b(draw|choose)\s*\(.*\b(draw|choose)\s*\()", "two draws in one expression"},
    Ban{R"(\.(and_then|or_else|transform)\s*\()", "monadic calls that g++ 12 lacks"},
};

constexpr std::array voice_bans{
    Ban{R"(\bstd::(cout|cerr|clog|puts)\b)", "only cli prints"},
    Ban{R"(\b(fmt|std)::print(ln)?\b)", "only cli prints"},
    Ban{R"(\bf?printf\s*\()", "only cli prints"},
    Ban{R"(\b(std::exit|std::quick_exit)\b)", "only cli exits"},
};

constexpr std::array product_bans{
    Ban{R"(\bpayments::)", "one system among others: a registry has it"},
};

/// The process around the payment code, through which no simulated run passes: it has threads, a
/// real clock, and a voice of its own.
bool is_process(const SourceFile& file) {
  return file.path.starts_with("payments/adapters/") || file.path.starts_with("payments/server/");
}

bool in(std::string_view layer, std::initializer_list<std::string_view> layers) {
  for (const std::string_view one : layers) {
    if (one == layer) return true;
  }
  return false;
}

struct ReadyBan {
  std::regex pattern;
  std::string why;
};

std::vector<ReadyBan> make_ready(const auto& bans) {
  std::vector<ReadyBan> ready;
  for (const Ban& ban : bans) ready.push_back({std::regex{ban.pattern}, ban.why});
  return ready;
}

void search(const SourceFile& file, const std::vector<ReadyBan>& bans,
            std::vector<Offence>& offences) {
  for (std::size_t i = 0; i < file.code.size(); ++i) {
    const std::string line = file.code[i].substr(0, 500);
    if (line.find_first_not_of(" {};") == std::string::npos) continue;
    for (const ReadyBan& ban : bans) {
      std::smatch match;
      if (!std::regex_search(line, match, ban.pattern)) continue;
      offences.push_back({i + 1, "banned: " + match.str() + " (" + ban.why + ")"});
    }
  }
}

}  // namespace

std::vector<Offence> banned_words(const SourceFile& file) {
  static const std::vector<ReadyBan> of_runs = make_ready(run_bans);
  static const std::vector<ReadyBan> of_voices = make_ready(voice_bans);
  static const std::vector<ReadyBan> of_others = make_ready(product_bans);
  const std::string layer = layer_of(file.path);
  std::vector<Offence> offences;
  const bool in_run =
      in(layer, {"payments", "sim", "history", "models", "scenarios", "systems", "runs"});
  if (in_run && !is_process(file)) search(file, of_runs, offences);
  const bool speaks = file.path.starts_with("payments/server/") ||
                      in(layer, {"cli", "tests", "bench", "examples"});
  if (!speaks) search(file, of_voices, offences);
  const bool ours = file.path.starts_with("systems/payments/");
  if (!ours && !in(layer, {"payments", "tests", "bench"})) search(file, of_others, offences);
  return offences;
}

}  // namespace house
