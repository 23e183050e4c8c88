// What a fault's effect says holds together: the mechanisms of its thing can carry it out.
#include <catch2/catch.hpp>

#include "models/clients/client_fault.hpp"
#include "models/processor/processor_fault.hpp"
#include "models/store/commit_fault.hpp"

using namespace assay::models;

TEST_CASE("a commit that is not applied is reported, and one that is refused is not applied") {
  for (const CommitFault& fault : commit_faults().all()) {
    INFO(fault.about.word);
    CHECK((fault.effect.applies || fault.effect.reports.has_value()));
    CHECK_FALSE((fault.effect.applies && fault.effect.is_definite()));
    CHECK_FALSE((fault.effect.spoils_row && fault.effect.reports.has_value()));
  }
}

TEST_CASE("a processor that declines moves nothing, and one that moves nothing says no or fails") {
  for (const ProcessorFault& fault : processor_faults().all()) {
    const Mishap& mishap = fault.effect;
    INFO(fault.about.word);
    const bool nothing = mishap.moves == Mishap::Moves::nothing;
    CHECK((mishap.answers != Mishap::Answers::decline || nothing));
    CHECK((mishap.answers != Mishap::Answers::outcome || !nothing));
  }
}

TEST_CASE("a client asks amiss in some way, and with a new key only once it has stayed away") {
  for (const ClientFault& fault : client_faults().all()) {
    INFO(fault.about.word);
    const bool stays_away = fault.effect.stays_away != AskEffect::StaysAway::no;
    CHECK((stays_away || fault.effect.other_body != AskEffect::OtherBody::never));
    CHECK((stays_away || !fault.effect.new_key));
  }
}
