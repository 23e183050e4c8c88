// The records of clients' keys at the service's edge: claimed, renewed, handed over, completed,
// removed, each under its fencing token. Seen where they become durable; the observer is the
// machine that wrote it.
#pragma once

#include <variant>

#include "history/fact.hpp"

namespace assay::history {

struct KeyClaimed {
  static constexpr About about{.word = "key_claimed",
                               .source = Source::keys,
                               .meaning = "somebody owns a key from now on",
                               .clause = "claims key {key}, token {token}"};
  Name scope, key, fingerprint;
  std::uint64_t token = 0;
  std::int64_t lease_end = 0;

  static void fields(auto& self, auto& tell) {
    tell("scope", self.scope);
    tell("key", self.key);
    tell("fingerprint", self.fingerprint);
    tell({"token", "the fencing token"}, self.token);
    tell({"lease_end", "until when it was granted, as its owner wrote it; 0 where nobody said"},
         self.lease_end);
  }
};

struct KeyRenewed {
  static constexpr About about{.word = "key_renewed",
                               .source = Source::keys,
                               .meaning = "its owner goes on, with a new lease",
                               .clause = "renews its claim of key {key}, token {token}"};
  Name scope, key;
  std::uint64_t token = 0;
  std::int64_t lease_end = 0;

  static void fields(auto& self, auto& tell) {
    tell("scope", self.scope);
    tell("key", self.key);
    tell({"token", "under which it is renewed"}, self.token);
    tell({"lease_end", "as its owner wrote it; 0 where nobody said"}, self.lease_end);
  }
};

struct KeyHandedOver {
  static constexpr About about{.word = "key_handed_over",
                               .source = Source::keys,
                               .meaning = "its owner leaves a key to whoever comes for it",
                               .clause = "hands key {key} over, token {token}"};
  Name scope, key;
  std::uint64_t token = 0;

  static void fields(auto& self, auto& tell) {
    tell("scope", self.scope);
    tell("key", self.key);
    tell({"token", "under which it was held"}, self.token);
  }
};

struct KeyCompleted {
  static constexpr About about{.word = "key_completed",
                               .source = Source::keys,
                               .meaning = "a key's answer is stored",
                               .clause = "stores the response for key {key}"};
  Name scope, key;
  std::uint64_t token = 0;
  std::uint32_t status = 0;

  static void fields(auto& self, auto& tell) {
    tell("scope", self.scope);
    tell("key", self.key);
    tell({"token", "under which it is completed"}, self.token);
    tell({"status", "of the answer"}, self.status);
  }
};

struct KeyReleased {
  static constexpr About about{.word = "key_released",
                               .source = Source::keys,
                               .meaning = "the record of a key is removed",
                               .clause = "removes the record of key {key}"};
  Name scope, key;
  std::uint64_t token = 0;

  static void fields(auto& self, auto& tell) {
    tell("scope", self.scope);
    tell("key", self.key);
    tell({"token", "of the record that is removed"}, self.token);
  }
};

using KeyFacts =
    std::variant<KeyClaimed, KeyRenewed, KeyHandedOver, KeyCompleted, KeyReleased>;

}  // namespace assay::history
