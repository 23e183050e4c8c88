// What reconciliation keeps in the payment code's store: documents by name, and breaks. A document
// is one row, so that it is there whole or not at all.
#pragma once

#include "payments/journal/row_key.hpp"
#include "payments/reconciliation/document.hpp"
#include "payments/reconciliation/matching.hpp"
#include "payments/types/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace payments::reconciliation {

namespace file_tables {
inline constexpr std::string_view documents = "file_documents";
inline constexpr std::string_view breaks = "file_breaks";
}  // namespace file_tables

struct DocumentRow {
  Document document;                 ///< as it was heard last
  std::vector<std::string> digests;  ///< of all that had its name, the first one first

  friend bool operator==(const DocumentRow&, const DocumentRow&) = default;
};

/// A break from the day on which it was first seen, settled or not.
struct FileBreakRow {
  Bucket bucket{};
  Source said_by{};
  std::string reference;
  std::string line;
  std::optional<Money> amount;
  Day since;
  Instant seen;  ///< first
  std::string reason;
  std::string settled_by;  ///< who took care of it, `mended_by` included; empty: nobody yet
  std::string grounds;

  friend bool operator==(const FileBreakRow&, const FileBreakRow&) = default;
};

/// Who takes care of what is no longer so.
inline constexpr std::string_view mended_by = "reconciliation";

[[nodiscard]] RowKey document_key(Source source, std::string_view name);
[[nodiscard]] RowKey file_break_key(const FileBreakRow& row);
[[nodiscard]] std::string encode(const DocumentRow& row);
[[nodiscard]] std::string encode(const FileBreakRow& row);
[[nodiscard]] std::optional<DocumentRow> decode_document(std::string_view value);
[[nodiscard]] std::optional<FileBreakRow> decode_file_break(std::string_view value);

}  // namespace payments::reconciliation
