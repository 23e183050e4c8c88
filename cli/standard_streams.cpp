// /dev/null in place of what is not there.
#include "cli/standard_streams.hpp"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace assay::cli {

namespace {

/// The lowest free descriptor is the one that open takes: those below it are there already.
void occupy(int descriptor, int flags) {
  if (::fcntl(descriptor, F_GETFD) >= 0) return;
  if (::open("/dev/null", flags) < 0) ::_exit(74);
}

}  // namespace

void secure_standard_streams() {
  occupy(STDIN_FILENO, O_RDONLY);
  occupy(STDOUT_FILENO, O_RDONLY);  // so that writing fails, and is told
  occupy(STDERR_FILENO, O_WRONLY);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace assay::cli
