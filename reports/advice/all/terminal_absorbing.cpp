// I13, R17: old news unsettled what was settled.
#include "reports/advice/advice.hpp"

namespace assay::reports::advice {

PropertyAdvice terminal_absorbing() {
  using enum Part;
  return {"terminal_absorbing",
          {{moved,
            anything,
            {{contain,
              "Let nothing act on {what}: it had ended, and was opened again; {truth} stands."},
             {recover,
              "Append the end that {processor} confirms, by one of the named edges; a late success "
              "is checked for double funding."},
             {never,
              "Do not carry {what} out anew because its record says that it is open."},
             {verify,
              "Nothing that has ended moves but by a named edge."}}},
           {not_moved,
            anything,
            {{contain,
              "Let nothing act on {what}: it had ended, and was opened again, and nothing stands "
              "for it."},
             {recover,
              "Append the end that {processor} confirms; keep the old news as a note."},
             {never,
              "Do not tell anybody of the state that came back."},
             {verify,
              "Nothing that has ended moves but by a named edge."}}}}};
}

}  // namespace assay::reports::advice
