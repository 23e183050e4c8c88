// Where a line may end: a closed list, and what each place means. docs/reconciliation.md has it as
// a table, which a test holds to this one. Serves: R42, I28.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace payments::reconciliation {

/// In the order in which a line of the books, of which several things may be said, is told: the
/// last that is true of it.
enum class Bucket : std::uint8_t {
  matched,
  timing,
  open_here,
  missing_here,
  missing_there,
  unknown_reference,
  duplicate,
  fee_differs,
  amount_differs,
  wrong_kind,
  currency_differs,
  amount_unreadable,
  key_without_effect,
  batch_differs,
  unexplained,
};

/// Whose table a break lands on.
enum class Owner : std::uint8_t { nobody, operations, processor_desk, treasury, engineering };

struct BucketFacts {
  Bucket bucket{};
  std::string_view word;
  std::string_view meaning;
  Owner owner{};
  std::string_view next;  ///< what is done about it
};

inline constexpr std::array<BucketFacts, 15> bucket_table{{
    {Bucket::matched, "matched", "each source that speaks of it says the same", Owner::nobody,
     "nothing"},
    {Bucket::timing, "timing", "the other side may still bring it, until a deadline", Owner::nobody,
     "at its deadline it becomes a break"},
    {Bucket::open_here, "open_here", "we do not know yet how it ended, and should",
     Owner::operations,
     "settled by itself where the other side says the same amount; else by a "
     "person"},
    {Bucket::missing_here, "missing_here",
     "the processor has it or a key was answered by it, and "
     "the books lack it",
     Owner::operations, "taken in as a late success, then checked for a second funding"},
    {Bucket::missing_there, "missing_there",
     "the books have it, and the other side does not by "
     "its deadline",
     Owner::processor_desk, "hold the goods, ask the processor"},
    {Bucket::unknown_reference, "unknown_reference", "it names nothing that anybody else knows",
     Owner::operations, "find out whose it is; until then suspense"},
    {Bucket::duplicate, "duplicate", "its source says it once more", Owner::processor_desk,
     "not counted; claimed back where money moved twice"},
    {Bucket::fee_differs, "fee_differs", "another fee was kept than the books expect",
     Owner::treasury, "compare with the price list"},
    {Bucket::amount_differs, "amount_differs", "the same thing with another amount",
     Owner::processor_desk, "ask the processor; nothing moves until then"},
    {Bucket::wrong_kind, "wrong_kind", "the same amount as another kind, or with the other sign",
     Owner::processor_desk, "ask the processor; nothing moves until then"},
    {Bucket::currency_differs, "currency_differs", "the same thing in another currency",
     Owner::treasury, "ask the processor; nothing moves until then"},
    {Bucket::amount_unreadable, "amount_unreadable",
     "the amount cannot be held exactly: a digit "
     "beyond the currency's, a currency that we "
     "do not know, or too much",
     Owner::engineering, "read by a person; never rounded"},
    {Bucket::key_without_effect, "key_without_effect",
     "a key was answered by a success that "
     "neither books nor processor know",
     Owner::engineering, "hold the goods, look at the journal"},
    {Bucket::batch_differs, "batch_differs", "the lines of a payout do not add up to it",
     Owner::treasury, "hold the payout, ask the processor"},
    {Bucket::unexplained, "unexplained", "several things in one amount, which do not add up",
     Owner::treasury, "taken apart by a person"},
}};

[[nodiscard]] constexpr const BucketFacts& facts_of(Bucket bucket) {
  return bucket_table[static_cast<std::size_t>(bucket)];
}
[[nodiscard]] constexpr std::string_view to_text(Bucket bucket) { return facts_of(bucket).word; }
[[nodiscard]] std::string_view to_text(Owner owner);
[[nodiscard]] std::optional<Bucket> bucket_from(std::string_view text);

/// Whether somebody has to look: neither matched nor a difference that may pass by itself.
[[nodiscard]] constexpr bool is_break(Bucket bucket) {
  return bucket != Bucket::matched && bucket != Bucket::timing;
}

}  // namespace payments::reconciliation
