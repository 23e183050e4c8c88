// What a parent believes of what comes from a worker: whole messages, however they are cut, and
// nothing else.
#include "campaign/pool/channel.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <array>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay::campaign;

namespace {

/// Two ends that are closed at the end.
struct Ends {
  std::array<int, 2> ends{};
  Ends() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0); }
  ~Ends() {
    for (const int end : ends) ::close(end);
  }
  void write(std::string_view bytes) const {
    REQUIRE(::send(ends[0], bytes.data(), bytes.size(), 0) ==
            static_cast<ssize_t>(bytes.size()));
  }
};

}  // namespace

TEST_CASE("messages come out whole and in order, wherever the stream is cut") {
  rc::check([] {
    const auto texts = *rc::gen::container<std::vector<std::string>>(
        rc::gen::resize(60, rc::gen::arbitrary<std::string>()));
    std::string wire;
    for (const std::string& text : texts) wire += framed(text);
    const Ends pipe;
    Inbox inbox;
    std::vector<std::string> heard;
    while (!wire.empty()) {
      const std::size_t cut = *rc::gen::inRange<std::size_t>(1, wire.size() + 1);
      pipe.write(wire.substr(0, cut));
      wire.erase(0, cut);
      RC_ASSERT(inbox.read_from(pipe.ends[1]) == Inbox::State::open);
      while (const auto text = inbox.next()) heard.push_back(*text);
    }
    RC_ASSERT(heard == texts);
  });
}

TEST_CASE("bytes that are no message spoil the inbox, and are never taken for a length") {
  for (const std::string& bytes :
       {std::string(16, '\xff'), std::string{"printf debugging\n"}, std::string(64, '\0')}) {
    const Ends pipe;
    Inbox inbox;
    pipe.write(bytes);
    CHECK(inbox.read_from(pipe.ends[1]) == Inbox::State::open);
    CHECK_FALSE(inbox.next());
    CHECK(inbox.read_from(pipe.ends[1]) == Inbox::State::spoilt);
  }
}

TEST_CASE("a message of which one bit was turned is not believed") {
  const std::string good = framed("two seeds held");
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    const Ends pipe;
    Inbox inbox;
    pipe.write(bad);
    (void)inbox.read_from(pipe.ends[1]);
    CHECK_FALSE(inbox.next());
  }
}

TEST_CASE("a text that came in one piece is itself again, and nothing else is a text") {
  rc::check([](const std::string& text, const std::string& stray) {
    RC_ASSERT(unframed(framed(text)) == text);
    RC_ASSERT_FALSE(unframed(stray).has_value());
    RC_ASSERT_FALSE(unframed(framed(text) + "x").has_value());
  });
}

TEST_CASE("half a message keeps nobody waiting") {
  const Ends pipe;
  Inbox inbox;
  pipe.write(framed("never finished").substr(0, 20));
  CHECK(inbox.read_from(pipe.ends[1]) == Inbox::State::open);
  CHECK_FALSE(inbox.next());
  ::shutdown(pipe.ends[0], SHUT_WR);
  CHECK(inbox.read_from(pipe.ends[1]) == Inbox::State::closed);
  CHECK_FALSE(inbox.next());
}

TEST_CASE("a task larger than what the socket holds reaches a worker that begins to read late") {
  const Ends pipe;
  const std::string large(std::size_t{8} << 20, 'x');
  const pid_t reader = ::fork();
  if (reader == 0) {
    ::usleep(50'000);
    const auto heard = receive_message(pipe.ends[1]);
    ::_exit(heard == large ? 0 : 1);
  }
  CHECK(offer_message(pipe.ends[0], large));
  int status = -1;
  CHECK(::waitpid(reader, &status, 0) == reader);
  CHECK(status == 0);
}

TEST_CASE("a worker that does not read does not keep its parent waiting") {
  const Ends pipe;
  const std::string large(1 << 20, 'x');
  int sent = 0;
  while (sent < 100 && offer_message(pipe.ends[0], large)) ++sent;
  CHECK(sent < 100);
}
