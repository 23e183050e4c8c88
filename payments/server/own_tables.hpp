// What the process itself keeps in the payment code's store, in tables that the payment code does
// not know: events that were delivered, references of clients, codes of declines.
#pragma once

#include <string_view>

namespace payments::server::own_tables {

inline constexpr std::string_view events = "server.events";  ///< delivered, by consumer and id
inline constexpr std::string_view ordinals = "server.ordinals";      ///< by reference
inline constexpr std::string_view references = "server.references";  ///< by ordinal
inline constexpr std::string_view counts = "server.counts";  ///< ordinals that were given out
inline constexpr std::string_view declines = "server.declines";  ///< codes, by operation

}  // namespace payments::server::own_tables
