// One separator.
#include "harness/names.hpp"

namespace assay::harness {

std::string world_name(std::string_view tenant, std::string_view name) {
  if (tenant.empty()) return std::string{name};
  std::string whole{tenant};
  whole += '/';
  whole += name;
  return whole;
}

}  // namespace assay::harness
