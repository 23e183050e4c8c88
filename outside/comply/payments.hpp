// Payments as a check sees them: one that is to be made, asked for once or often, and what became
// of it, by its answers and by the effects that are counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outside/comply/asker.hpp"
#include "outside/comply/subject.hpp"

namespace assay::outside {

/// What is paid, and under which key.
struct Payment {
  std::string key;
  std::string reference;
  std::uint64_t amount = 0;
  Variables variables{};
};

/// One way to ask for a payment.
struct Try {
  bool with_key = true;
  std::vector<std::string> keys{};  ///< header values as they are sent; empty: the payment's
  bool other_tenant = false;
  bool other_route = false;
};

/// Makes requests of a subject and counts what they did. Keeps all that was said.
class Payments {
 public:
  Payments(boost::asio::io_context& loop, const Subject& subject, std::string run);

  /// A payment of its own, with a key and a reference that nothing else has.
  [[nodiscard]] Payment fresh(std::size_t amount = 0);

  [[nodiscard]] http::Request request(const Payment& payment, const Try& how = {}) const;
  Exchange ask(const Payment& payment, const Try& how = {});
  std::vector<Exchange> ask_all(const std::vector<http::Request>& requests);
  /// Asks until the answer is no longer pending and no mere refusal to wait, or patience is over.
  Exchange ask_to_the_end(const Payment& payment, const Try& how = {});

  [[nodiscard]] AnswerSort sort(const Exchange& exchange) const {
    return sort_of(subject_, exchange.reply);
  }
  /// How many effects the payment has, once they have settled; nothing where nobody can say.
  [[nodiscard]] std::optional<std::int64_t> effects(const Payment& payment);

  /// What stands there for the payment, as a text; empty where nothing does.
  [[nodiscard]] std::string text(const Payment& payment, const EffectSource& from);

  void wait(std::int64_t length) { asker_.wait(length); }
  /// Takes what was said since the last call.
  [[nodiscard]] std::vector<Exchange> take_said() { return std::exchange(said_, {}); }
  /// Why effects could not be counted; empty where they could, or nobody says where they are.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }
  [[nodiscard]] const Subject& subject() const { return subject_; }

 private:
  [[nodiscard]] std::optional<std::int64_t> count(const Payment& payment);
  [[nodiscard]] std::optional<std::int64_t> count_by_get(const Variables& variables);
  [[nodiscard]] std::optional<std::int64_t> count_by_serve(const Payment& payment);
  [[nodiscard]] std::optional<std::int64_t> count_by_command(const Variables& variables);
  [[nodiscard]] Exchange ask_for(const EffectSource& from, const Variables& variables);

  const Subject& subject_;
  Asker asker_;
  std::string run_;
  std::uint64_t made_ = 0;
  std::vector<Exchange> said_;
  std::string trouble_;
};

}  // namespace assay::outside
