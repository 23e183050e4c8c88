// I05, R22: operations share a key, or one has several.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice key_scope_isolation() {
  using enum Part;
  return {"key_scope_isolation",
          {{moved,
            anything,
            {{contain,
              "Stop sends under the keys of {what} ({processor_key}) and of whatever shares them."},
             {recover,
              "Ask {processor} key by key which operation it carried out; what only got a replayed "
              "answer never happened."},
             {recover,
              "An effect that came of a second key goes back: {way_back}",
              Each::extra},
             {never,
              "Do not make a new key to get past an answer: only a decline, a confirmed cancel or "
              "a stored error with proof frees one."},
             {verify,
              "Operation, processor and call stand for one key, with one body."}}},
           {not_moved,
            anything,
            {{contain,
              "Send nothing more for {what} until it is known what became of {processor_key}."},
             {recover,
              "Ask {processor} after every key of {what}; go on under the first that was sent."},
             {never,
              "Do not take absence for the right to a new key: it is enough to tell the client, "
              "and no more."},
             {verify,
              "Operation, processor and call stand for one key, with one body."}}}}};
}

}  // namespace assay::reports::advice
