// pugixml writes it down.
#include "reports/formats/plain_cases.hpp"

#include <algorithm>
#include <sstream>

#include <pugixml.hpp>

#include "scenarios/files/printable.hpp"

namespace assay::reports {

namespace {

std::string printed(const std::string& text) {
  return scenarios::printable(text, scenarios::Breaks::kept);
}

void put_attribute(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(printed(value).c_str());
}

void put_case(pugi::xml_node parent, const std::string& classname, const PlainCase& one) {
  pugi::xml_node node = parent.append_child("testcase");
  put_attribute(node, "classname", classname);
  put_attribute(node, "name", one.name);
  put_attribute(node, "time", "0");
  if (one.tag.empty()) return;
  pugi::xml_node mark = node.append_child(one.tag.c_str());
  put_attribute(mark, "message", one.message);
  if (one.tag == "failure") put_attribute(mark, "type", "violated");
  mark.text().set(printed(one.text).c_str());
}

}  // namespace

std::string plain_cases_xml(std::span<const PlainSuite> suites) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("testsuites");
  for (const PlainSuite& suite : suites) {
    const auto count = [&](const char* tag) {
      return std::to_string(std::ranges::count(suite.cases, tag, &PlainCase::tag));
    };
    pugi::xml_node node = root.append_child("testsuite");
    put_attribute(node, "name", suite.name);
    put_attribute(node, "tests", std::to_string(suite.cases.size()));
    put_attribute(node, "failures", count("failure"));
    put_attribute(node, "errors", "0");
    put_attribute(node, "skipped", count("skipped"));
    put_attribute(node, "time", "0");
    for (const PlainCase& one : suite.cases) put_case(node, suite.classname, one);
  }
  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace assay::reports
