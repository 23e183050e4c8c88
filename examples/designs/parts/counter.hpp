// The door of all five services: what a request is, whether it may be begun, and answers in words.
// What is answered to a key that is known, and what is done for a new one, is each service's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <assay/harness/edge.hpp>
#include <assay/harness/environment.hpp>

#include "parts/books.hpp"

namespace designs {

/// A request at the door.
struct Admitted {
  enum class What : std::uint8_t {
    answered,  ///< there is nothing to do for it: `answer`
    known,     ///< its operation is there already
    begun,     ///< its operation was written down just now
  } what{};
  assay::harness::EdgeResponse answer{};
  Payable payable{};
  std::string operation{};
  bool own_key = false;  ///< it comes under the key with which the operation was begun last
  std::uint32_t stored = 0;  ///< the status that is stored under the key itself; 0: none
  /// This fiber is at what was begun, since before anybody could see it.
  std::unique_ptr<Books::AtWork> at_work{};

  [[nodiscard]] const Operation& it() const { return *payable.find(operation); }
};

/// Finds the operation that is meant, or begins it.
[[nodiscard]] Admitted admit(assay::harness::Environment& environment, Books& books,
                             const assay::harness::EdgeRequest& wanted);

/// Why an operation that was given up is not to be begun again now; nothing where it may be.
/// `moves`: it may lean on another hold than before.
[[nodiscard]] std::optional<assay::harness::EdgeResponse> refused_again(
    const Admitted& admitted, const assay::harness::EdgeRequest& wanted, Books& books,
    bool moves = false);

/// The scope of a request, with its tenant.
[[nodiscard]] std::string world_scope(const assay::harness::EdgeRequest& wanted);

namespace answers {

/// 503: nobody said anything, and nothing was done for this request.
[[nodiscard]] assay::harness::EdgeResponse unavailable();
/// 409: somebody is at it.
[[nodiscard]] assay::harness::EdgeResponse in_progress(const Operation& it);
/// 202: nobody knows yet.
[[nodiscard]] assay::harness::EdgeResponse pending(const Operation& it);
[[nodiscard]] assay::harness::EdgeResponse succeeded(const Operation& it);
[[nodiscard]] assay::harness::EdgeResponse declined(const Operation& it);
/// 402, and certainly nothing happened.
[[nodiscard]] assay::harness::EdgeResponse not_carried_out(const Operation& it);
/// By the state in which it is: one of those above.
[[nodiscard]] assay::harness::EdgeResponse status_of(const Operation& it);

}  // namespace answers

}  // namespace designs
