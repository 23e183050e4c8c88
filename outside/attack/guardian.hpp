// A small process beside assay that outlives it by a moment: it knows which process groups were
// started and which scratch folder was made, and when assay is gone, however it went, it kills the
// groups and removes the folder. It learns of the end by a pipe that closes.
#pragma once

#include <string>

#include <sys/types.h>

namespace assay::outside::attack {

/// Threads: made while there is only one.
class Guardian {
 public:
  /// Makes the scratch folder, and the process that watches. Errors: std::system_error.
  Guardian();
  /// Lets it do its work, and waits until it has.
  ~Guardian();
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;

  [[nodiscard]] const std::string& scratch() const { return scratch_; }
  void started(pid_t group);
  void ended(pid_t group);

 private:
  void tell(char sign, pid_t group);

  std::string scratch_;
  pid_t process_ = -1;
  int pipe_ = -1;
};

}  // namespace assay::outside::attack
