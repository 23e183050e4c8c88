// Variables first, then what each of them is for, then what the sources say.
#include "outside/attack/proposal.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "scenarios/files/bad_input.hpp"
#include "scenarios/files/read_file.hpp"

namespace assay::outside::attack {
namespace {

namespace files = std::filesystem;
using nlohmann::ordered_json;

constexpr std::size_t text_max = std::size_t{1} << 20;
constexpr std::size_t sources_max = 200;
constexpr std::array<std::string_view, 4> compose_names{
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"};

std::string text_of(const files::path& path) {
  std::error_code ignored;
  if (!files::is_regular_file(path, ignored) || files::file_size(path, ignored) > text_max) {
    return "";
  }
  return scenarios::read_file(path.string(), text_max);
}

std::string without_quotes(std::string text) {
  const auto is_blank = [](char one) { return one == ' ' || one == '\r' || one == '\t'; };
  while (!text.empty() && is_blank(text.back())) text.pop_back();
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// The first word in brackets of an expression, where it is found.
std::optional<std::string> find(const std::string& text, const char* expression) {
  const std::regex wanted{expression};
  std::smatch found;
  if (!std::regex_search(text, found, wanted)) return std::nullopt;
  return found[1].str();
}

class Proposer {
 public:
  explicit Proposer(const std::string& folder) : folder_{folder} {
    if (!files::is_directory(folder_)) scenarios::refuse_input(folder, "a folder", "none");
  }

  Proposal propose() {
    read_package();
    read_dotenv(text_of(folder_ / ".env"));
    if (variables_.empty()) read_dotenv(text_of(folder_ / ".env.example"));
    for (const std::string_view name : compose_names) read_compose(text_of(folder_ / name));
    read_sources();
    if (start_.empty()) {
      scenarios::refuse_input(
          folder_.string(), "a start script in package.json, or a program that listens", "neither");
    }
    must_be_for_tests();
    for (const auto& [name, value] : variables_) place(name, value);
    return write();
  }

 private:
  void read_package() {
    const auto value = nlohmann::json::parse(text_of(folder_ / "package.json"), nullptr, false);
    if (!value.is_object()) return;
    name_ = value.value("name", name_);
    const auto scripts = value.value("scripts", nlohmann::json::object());
    std::istringstream words{scripts.value("start", std::string{})};
    for (std::string word; words >> word;) start_.push_back(word);
    if (start_.empty() && value.contains("main")) start_ = {"node", value.at("main")};
    const auto packages = value.value("dependencies", nlohmann::json::object());
    uses_stripe_ = packages.contains("stripe");
    uses_braintree_ = packages.contains("braintree");
  }

  void read_dotenv(const std::string& text) {
    static const std::regex line{R"(^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$)"};
    std::istringstream lines{text};
    for (std::string one; std::getline(lines, one);) {
      std::smatch found;
      if (std::regex_match(one, found, line)) {
        variables_[found[1].str()] = without_quotes(found[2].str());
      }
    }
  }

  /// Below "environment:", lines that are further in: "KEY: value" or "- KEY=value".
  void read_compose(const std::string& text) {
    static const std::regex line{R"(^\s*(?:-\s*)?["']?([A-Z_][A-Z0-9_]*)["']?\s*[:=]\s*(.*)$)"};
    std::istringstream lines{text};
    std::optional<std::size_t> below;
    for (std::string one; std::getline(lines, one);) {
      const std::size_t depth = one.find_first_not_of(' ');
      if (depth == std::string::npos) continue;
      if (below && depth <= *below && one[depth] != '-') below.reset();
      std::smatch found;
      if (below && std::regex_match(one, found, line)) {
        variables_.try_emplace(found[1].str(), without_quotes(found[2].str()));
      }
      if (one.substr(depth).starts_with("environment:")) below = depth;
    }
    if (text.empty()) return;
    remarks_.emplace_back(
        "of the compose file the variables alone are read: "
        "containers are not started");
    if (const auto path = find(text, R"(healthcheck:[\s\S]{0,200}?https?://[^/\s"']+)"
                                     R"((/[^\s"'\],]*))")) {
      ready_ = *path;
    }
  }

  void read_sources() {
    std::error_code ignored;
    std::string all;
    std::size_t count = 0;
    std::vector<files::path> paths;
    for (auto at = files::recursive_directory_iterator{folder_, ignored};
         at != files::recursive_directory_iterator{}; at.increment(ignored)) {
      const std::string name = at->path().filename().string();
      if (name == "node_modules" || name.starts_with('.')) at.disable_recursion_pending();
      static constexpr std::array<std::string_view, 5> kinds{".js", ".mjs", ".cjs", ".ts", ".py"};
      const bool is_source =
          std::ranges::find(kinds, at->path().extension().string()) != kinds.end();
      if (is_source && ++count <= sources_max) paths.push_back(at->path());
    }
    std::ranges::sort(paths);
    for (const files::path& path : paths) all += text_of(path) + "\n";
    if (start_.empty()) find_main(paths);
    if (ready_.empty()) {
      constexpr const char* known =
          R"(["'`](/(?:healthz?|readyz?|livez|health/ready|ping|status))["'`?])";
      ready_ = find(all, known).value_or("");
    }
    // A handler of POST, else what a comment says, else a path by itself.
    auto route = find(all, R"((?:post\(\s*|POST[^\n]{0,60})["'`])"
                           R"((/[A-Za-z0-9_/.-]*(?:pay|charge|order|checkout)[A-Za-z0-9_/.-]*))");
    if (!route) route = find(all, R"(POST (/[A-Za-z0-9_/-]*(?:pay|charge|checkout))\b)");
    if (!route) route = find(all, R"(["'`](/[A-Za-z0-9_/-]*(?:pay|charge|checkout))["'`])");
    route_ = route.value_or("/pay");
    if (!route) remarks_.emplace_back("no route that pays was seen: payment.steps has POST /pay");
    note_read_variables(all);
  }

  /// Without a start script: of the programs in the folder itself that listen, one by its usual
  /// name, else the first.
  void find_main(const std::vector<files::path>& paths) {
    static const std::regex listens{R"(\.listen\(|serve_forever\(|uvicorn\.run\(|\.run\()"};
    constexpr std::array<std::string_view, 5> usual{"main", "app", "server", "index", "shop"};
    std::vector<files::path> mains;
    for (const files::path& path : paths) {
      const bool is_script = path.extension() != ".ts";
      const bool is_usual = std::ranges::find(usual, path.stem().string()) != usual.end();
      if (!files::equivalent(path.parent_path(), folder_) || !is_script) continue;
      const bool is_main = is_usual || std::regex_search(text_of(path), listens);
      if (is_main) mains.insert(is_usual ? mains.begin() : mains.end(), path);
    }
    if (mains.empty()) return;
    const std::string name = mains.front().filename().string();
    start_ = {name.ends_with(".py") ? "python3" : "node", name};
    remarks_.push_back(fmt::format("no start script: {} {} is a guess", start_[0], name));
  }

  /// A variable that the sources read and no file sets may carry an address as well.
  void note_read_variables(const std::string& all) {
    static const std::regex read{
        R"((?:process\.env\.|environ(?:\.get\(|\[)\s*["']|getenv\(["'])([A-Z_][A-Z0-9_]*))"};
    for (auto at = std::sregex_iterator{all.begin(), all.end(), read}; at != std::sregex_iterator{};
         ++at) {
      variables_.try_emplace((*at)[1].str(), "");
    }
  }

  void must_be_for_tests() const {
    for (const auto& [name, value] : variables_) {
      if (value.contains("sk_live_") || value.contains("rk_live_")) {
        scenarios::refuse_input("the variable " + name, "keys for tests",
                                "a key of a live account");
      }
    }
  }

  void place(const std::string& name, const std::string& value) {
    const auto says = [&](const char* expression) {
      return std::regex_search(name, std::regex{expression});
    };
    if (name == "PORT") {
      env_[name] = "{port}";
    } else if (value.starts_with("postgres") || says("^(DATABASE|POSTGRES|PG)_?URL$")) {
      place_store(name, value);
    } else if (says("STRIPE|BRAINTREE|ADYEN|PROCESSOR|ACQUIRER|PSP|PAY") &&
               says("HOST|PORT|PROTOCOL|URL|BASE|ENDPOINT")) {
      uses_stripe_ = uses_stripe_ || says("STRIPE");
      processor_[name] = says("PROTOCOL") ? "http"
                         : says("HOST")   ? "{host}"
                         : says("PORT")   ? "{port}"
                                          : "{url}";
    } else if (value.starts_with("http://") || value.starts_with("https://")) {
      place_upstream(name, value);
    } else if (!value.empty()) {
      env_[name] = value;
    } else {
      remarks_.push_back(fmt::format("the sources read {}, and no file sets it", name));
    }
  }

  void place_store(const std::string& name, const std::string& value) {
    static const std::regex form{R"(^postgres(?:ql)?://(?:([^@/]*)@)?([^:/]*)(?::(\d+))?/?(.*)$)"};
    std::smatch found;
    std::string who, port = "5432", database;
    if (std::regex_match(value, found, form)) {
      who = found[1].str().empty() ? "" : found[1].str() + "@";
      if (found[3].matched) port = found[3].str();
      database = found[4].str();
    }
    edges_.push_back({{"from", "shop"},
                      {"to", "postgres://127.0.0.1:" + port},
                      {"env", {{name, "postgres://" + who + "{host}:{port}/" + database}}}});
    if (database.empty()) remarks_.push_back(name + ": say user and database");
  }

  void place_upstream(const std::string& name, const std::string& value) {
    std::string called = name.substr(0, name.find("_URL"));
    std::ranges::transform(called, called.begin(),
                           [](unsigned char one) { return static_cast<char>(std::tolower(one)); });
    const auto local = find(value, R"(^http://(?:localhost|127\.0\.0\.1)((?::\d+)?)(?:/.*)?$)");
    ordered_json edge{{"from", "shop"},
                      {"to", local ? "http://127.0.0.1" + *local : "stub"},
                      {"name", called.substr(0, 32)}};
    if (!local) {
      edge["answers"] = ordered_json::array();
      remarks_.push_back(
          fmt::format("{}: {} is not of this machine: "
                      "say in the stub {} what it answers",
                      name, value, called));
    }
    edge["env"] = {{name, "{url}"}};
    edges_.push_back(std::move(edge));
  }

  Proposal write() {
    ordered_json service{{"name", "shop"}, {"start", start_}};
    if (ready_.empty())
      remarks_.emplace_back("no path that says that it is ready was seen: its port is tried");
    else
      service["ready"] = ready_;
    if (!env_.empty()) service["env"] = env_;
    if (!env_.contains("PORT"))
      remarks_.emplace_back("no variable PORT was seen: say where {port} goes");
    ordered_json processor{{"from", "shop"}, {"to", "processor"}};
    if (uses_stripe_) processor["dialect"] = "stripe";
    if (!uses_stripe_ && uses_braintree_) processor["dialect"] = "braintree_like";
    if (processor_.empty()) {
      processor_["PROCESSOR_URL"] = "{url}";
      remarks_.emplace_back(
          "no variable that carries the processor's address was seen: PROCESSOR_URL is a guess");
    }
    processor["env"] = processor_;
    ordered_json edges = ordered_json::array({processor});
    for (ordered_json& one : edges_) edges.push_back(std::move(one));
    std::string name;
    for (const char one : name_) {
      name += std::isalnum(static_cast<unsigned char>(one)) != 0
                  ? static_cast<char>(std::tolower(static_cast<unsigned char>(one)))
                  : '_';
    }
    if (name.empty() || std::isalpha(static_cast<unsigned char>(name[0])) == 0) name = "shop";
    const ordered_json step{{"request", "POST " + route_},
                            {"headers", {{"Idempotency-Key", "{key}"}}},
                            {"body", {{"order", "{reference}"}, {"amount", "{amount}"}}}};
    remarks_.emplace_back(
        "payment: correct the body, and say by `answers` what your service tells");
    remarks_.emplace_back(
        "belief: say where it shows what it believes; without it that is unknown");
    return {{{"schema", "assay.outside/1"},
             {"name", name.substr(0, 64)},
             {"services", ordered_json::array({service})},
             {"edges", edges},
             {"payment",
              {{"amount", 1250}, {"currency", "EUR"}, {"steps", ordered_json::array({step})}}}},
            remarks_};
  }

  files::path folder_;
  std::string name_ = "shop", ready_, route_;
  std::vector<std::string> start_, remarks_;
  std::map<std::string, std::string> variables_, env_, processor_;
  std::vector<ordered_json> edges_;
  bool uses_stripe_ = false, uses_braintree_ = false;
};

}  // namespace

Proposal propose(const std::string& folder) { return Proposer{folder}.propose(); }

}  // namespace assay::outside::attack
