// Prints the figures of the house: floors, climbs, sizes. script/house builds and starts it.
#include <cstdio>
#include <string>

#include "tests/house/figures.hpp"

int main() {
  const std::string text = house::figures(house::source_tree());
  return std::fputs(text.c_str(), stdout) < 0 ? 1 : 0;
}
