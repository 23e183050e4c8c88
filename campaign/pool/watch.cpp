// Adding up what counts against a run.
#include "campaign/pool/watch.hpp"

#include <algorithm>

namespace assay::campaign {

Watch::Watch(Length limit, Length budget, const Sight& now)
    : limit_{limit}, budget_{budget}, last_{now} {}

Trouble Watch::look(const Sight& now, Length passed) {
  const bool another = now.begun != last_.begun;
  const bool moves = another || now.events != last_.events || now.inside != last_.inside ||
                     now.virtual_ns != last_.virtual_ns;
  // Who waits for the processor has not had its time yet; who sleeps has.
  const Length used = std::max(Length{}, now.cpu - last_.cpu);
  const Length counted = now.state == ProcessState::sleeps ? std::max(used, passed) : used;
  last_ = now;
  spent_ = another ? Length{} : spent_ + counted;
  silent_ = moves ? Length{} : silent_ + counted;
  stopped_ = now.state == ProcessState::stopped ? stopped_ + passed : Length{};
  if (stopped_ > limit_) return Trouble::stopped;
  if (now.inside && silent_ > limit_) return Trouble::stuck;
  // A run that is silent just now may be stuck: that is decided once it was silent for long.
  const bool goes_on = moves || !now.inside;
  return spent_ > budget_ && goes_on ? Trouble::slow : Trouble::none;
}

}  // namespace assay::campaign
