// What a service may know about its attempts, from the answers that reached its gateway. Not what
// is true: an effect that nobody reported is invisible here. One definition of "definite" for all
// properties (payment-rules R12, E1, I10, I11). A decline or a success settles every send of its
// key. A refusal before sending settles one send. A look-up settles all attempts, except that
// "absent" counts only where it was asked at least D_max after the last send (E1).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "properties/index.hpp"

namespace assay::properties::detail {

/// All sends of one operation under one processor key.
struct Attempt {
  Id intent = no_id;
  Id operation = no_id;
  const Seen<AttemptSent>* first = nullptr;  ///< the first send
  const Seen<AttemptSent>* last = nullptr;   ///< the last send that was not refused
  const Observation* settled_by = nullptr;
  std::size_t open = 0;  ///< sends whose fate is not known
  bool succeeded = false;
  bool declined = false;
  bool absent = false;  ///< some send was settled by nothing but an absence
  bool failed = false;  ///< the processor answered its key with a failure of its own

  /// It may still take effect, or has done so unheard.
  bool unresolved() const { return open > 0; }
};

/// When the question went out that a look-up answers. Where nobody said, the moment of its answer
/// accuses no one who asked late.
std::int64_t asked_at(const Seen<LookUpAnswered>& look_up);

/// The attempts of one intent or one payable, as its observations are shown in order.
class Attempts {
 public:
  explicit Attempts(const Index& index) : index_(index) {}

  /// Takes note of an observation; those that say nothing of attempts are ignored.
  void see(const Observation& seen);

  std::span<const Attempt> attempts() const { return attempts_; }
  /// An attempt of `operation` whose outcome is not known to be negative; `no_id` means any.
  const Attempt* standing(Id operation) const;
  bool succeeded(Id operation) const;
  bool declined(Id operation) const;
  /// The attempt under the key of `sent`, if there was one. Without a key no two sends are alike.
  const Attempt* same_key(const Seen<AttemptSent>& sent) const;

 private:
  void send(const Seen<AttemptSent>& sent);
  void answer(const Seen<AttemptAnswered>& seen);
  void look_up(const Seen<LookUpAnswered>& seen);
  static void settle(Attempt& attempt, const Observation& seen, Outcome outcome);

  const Index& index_;
  std::vector<Attempt> attempts_;
};

}  // namespace assay::properties::detail
