// Writing down what a processor tells unasked, and what a service makes of it.
#include "history_builder.hpp"

namespace assay::properties::stories {

using namespace history;

HistoryBuilder& HistoryBuilder::tell(std::string_view webhook, Outcome outcome) {
  return add(WebhookSent{.payable = name(about.payable),
                         .operation = name(about.operation),
                         .processor = name(about.processor),
                         .webhook = name(webhook),
                         .effect = {},
                         .amount = about.amount,
                         .attempt = 1,
                         .ordinal = about.ordinal,
                         .kind = about.kind,
                         .outcome = outcome});
}

HistoryBuilder& HistoryBuilder::told_to(std::string_view webhook, std::uint32_t status,
                                        bool genuine) {
  add(WebhookDelivered{
      .processor = name(about.processor), .webhook = name(webhook), .genuine = genuine});
  return add(WebhookAnswered{.processor = name(about.processor),
                             .webhook = name(webhook),
                             .status = status,
                             .genuine = genuine});
}

HistoryBuilder& HistoryBuilder::settle_news(std::string_view webhook, NewsEnd end) {
  return add(WebhookSettled{.webhook = name(webhook),
                            .transaction = name("transaction-" + std::to_string(transactions_)),
                            .end = end});
}

HistoryBuilder& HistoryBuilder::settle_news_apart(std::string_view webhook, NewsEnd end) {
  ++transactions_;
  return settle_news(webhook, end);
}

}  // namespace assay::properties::stories
