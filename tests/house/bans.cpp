// What may not occur in code that a run depends on, and where printing and exiting are left alone.
#include <array>
#include <regex>
#include <string_view>

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

bool in(std::string_view layer, std::initializer_list<std::string_view> layers) {
  for (const std::string_view one : layers) {
    if (one == layer) return true;
  }
  return false;
}

void search(const SourceFile& file, const auto& bans, std::vector<Offence>& offences) {
  for (const Ban& ban : bans) {
    const std::regex pattern{ban.pattern};
    for (std::size_t i = 0; i < file.code.size(); ++i) {
      std::smatch match;
      if (file.code[i].size() > 500 || !std::regex_search(file.code[i], match, pattern)) continue;
      offences.push_back({i + 1, "banned: " + match.str() + " (" + ban.why + ")"});
    }
  }
}

}  // namespace

std::vector<Offence> banned_words(const SourceFile& file) {
  const std::string layer = layer_of(file.path);
  std::vector<Offence> offences;
  if (in(layer, {"payments", "sim", "models", "scenarios"})) search(file, run_bans, offences);
  if (!in(layer, {"cli", "tests", "bench", "examples"})) search(file, voice_bans, offences);
  return offences;
}

}  // namespace house
