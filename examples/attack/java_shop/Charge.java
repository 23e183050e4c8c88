// Right: an operation is known by its order's name, whoever carries it out and after whatever crash.
// Where nobody knows what became of it, that is what is said.
import java.io.IOException;
import java.net.URI;
import java.net.http.*;
import java.time.Duration;

public class Charge {
  private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String base = System.getenv("PROCESSOR_URL") + "/v1/operations";

  /// What the processor knows the charge by.
  String operation(Shop.Order order) { return order.getProperty("name"); }

  String charge(Shop.Order order) throws IOException {
    Shop.save(order);
    try {
      for (String kind : new String[] {"authorise", "capture"}) {
        String outcome = carryOut(order, kind);
        if (!outcome.equals("success")) return outcome;
      }
      return "paid";
    } catch (IOException | InterruptedException unheard) {
      System.out.println(order.getProperty("name") + ": " + unheard);
      return "attempting";
    }
  }

  private String carryOut(Shop.Order order, String kind) throws IOException, InterruptedException {
    String name = order.getProperty("name"), reference = operation(order) + "-" + kind;
    String attempt = order.getProperty(kind, "1");
    String parent = kind.equals("capture") ? ", \"parent\": \"" + operation(order) + "-authorise\"" : "";
    String body = String.format(
        "{\"kind\": \"%s\", \"reference\": \"%s\", \"payable\": \"%s\", \"ordinal\": 1, "
            + "\"amount\": {\"minor\": %s, \"currency\": \"EUR\"}%s}",
        kind, reference, name, order.getProperty("amount"), parent);
    HttpResponse<String> reply = send(HttpRequest.newBuilder(URI.create(base))
        .header("Idempotency-Key", reference + "-" + attempt).POST(HttpRequest.BodyPublishers.ofString(body)));
    if (reply.statusCode() == 200) return Shop.field(reply.body(), "outcome");
    if (reply.statusCode() != 500) return "attempting";
    // A failure of its own is kept under its key: another, once it is sure that nothing happened.
    reply = send(HttpRequest.newBuilder(
        URI.create(base + "/" + reference + "?kind=" + kind + "&payable=" + name + "&ordinal=1")));
    if (reply.statusCode() == 200) return Shop.field(reply.body(), "outcome");
    if (reply.statusCode() == 404) {
      order.setProperty(kind, String.valueOf(Integer.parseInt(attempt) + 1));
      Shop.save(order);
    }
    return "attempting";
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(1)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
