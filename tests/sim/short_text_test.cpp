// Short texts copied and compared without the library's functions do what those do.
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <string>
#include <string_view>

#include "sim/short_text.hpp"

namespace assay::sim {
namespace {

/// Texts of every length about which the code decides, of few letters, so that many begin alike.
std::string some_text() {
  const auto length = *rc::gen::inRange<std::size_t>(0, 70);
  return *rc::gen::container<std::string>(length, rc::gen::element('a', 'b', '\0', '\xff'));
}

TEST_CASE("a copied text is that text, and nothing around it is touched") {
  CHECK(rc::check([] {
    const std::string text = some_text();
    std::string room(text.size() + 2, '!');
    char* const end = copy_text(room.data() + 1, text);
    RC_ASSERT(end == room.data() + 1 + text.size());
    RC_ASSERT(room == "!" + text + "!");
  }));
}

TEST_CASE("texts are the same, or in the order of their bytes, as the library has it") {
  CHECK(rc::check([] {
    const std::string common = some_text();
    const std::string a = common + some_text();
    const std::string b = common + some_text();
    RC_ASSERT(same_text(a, b) == (a == b));
    RC_ASSERT(same_text(a, std::string{a}));
    RC_ASSERT((order_of_texts(a, b) < 0) == (a < b));
    RC_ASSERT((order_of_texts(a, b) > 0) == (a > b));
    RC_ASSERT((order_of_texts(a, b) == 0) == (a == b));
  }));
}

TEST_CASE("one byte that differs is seen wherever it is") {
  for (std::size_t length = 1; length <= 40; ++length) {
    const std::string text(length, 'x');
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = text;
      other[at] = 'y';
      CHECK_FALSE(same_text(text, other));
      CHECK((order_of_texts(text, other) < 0));
    }
  }
}

}  // namespace
}  // namespace assay::sim
