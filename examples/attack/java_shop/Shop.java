// A small shop in Java's standard library: POST /pay {order, amount}, GET /orders/ORDER. How it
// charges is a class of its own, so that a mistake and its correction can be compared:
//   javac -d classes *.java && java -cp classes Shop Charge
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.InetSocketAddress;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.regex.*;
import static java.nio.file.StandardOpenOption.*;

public class Shop {
  /// An order as it is known: its name, amount, state, and whatever charging it needs to remember.
  static class Order extends Properties {
    String state() { return getProperty("state"); }
    String json() {
      return String.format("{\"name\": \"%s\", \"amount\": %s, \"state\": \"%s\"}",
                           getProperty("name"), getProperty("amount"), state());
    }
  }

  static final Path store = Path.of(System.getenv().getOrDefault("STORE", "orders"));
  static final Map<String, Order> orders = new ConcurrentHashMap<>();

  static void save(Order order) throws IOException {  // a file each, there whole or not at all
    StringBuilder text = new StringBuilder();
    order.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Path made = store.resolve(order.getProperty("name") + ".new");
    Files.writeString(made, text, CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
    Files.move(made, store.resolve(order.getProperty("name")), StandardCopyOption.ATOMIC_MOVE);
  }

  static void load() throws IOException {
    Files.createDirectories(store);
    for (File file : store.toFile().listFiles((folder, name) -> !name.endsWith(".new"))) {
      Order order = new Order();
      order.load(new StringReader(Files.readString(file.toPath())));
      orders.put(order.getProperty("name"), order);
    }
  }

  static Order pay(Charge charge, String name, String amount) throws IOException {
    Order order = orders.computeIfAbsent(name, made -> {
      Order fresh = new Order();
      fresh.putAll(Map.of("name", name, "amount", amount, "state", "attempting"));
      return fresh;
    });
    synchronized (order) {  // one at a time: who asks again meanwhile waits for the same
      if (!order.state().equals("attempting")) return order;
      order.setProperty("state", charge.charge(order));
      save(order);
      return order;
    }
  }

  static String field(String body, String name) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(body);
    return found.find() ? found.group(1) : "";
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length());
    exchange.getResponseBody().write(body.getBytes());
    exchange.close();
  }

  static final Map<String, Integer> statuses = Map.of("paid", 200, "declined", 402, "attempting", 202);

  public static void main(String[] words) throws Exception {
    Charge charge = (Charge) Class.forName(words[0]).getDeclaredConstructor().newInstance();
    load();
    HttpServer server = HttpServer.create(
        new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/healthz", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/orders/", exchange -> {
      Order order = orders.get(exchange.getRequestURI().getPath().substring("/orders/".length()));
      answer(exchange, order == null ? 404 : 200, order == null ? "{}" : order.json());
    });
    server.createContext("/pay", exchange -> {
      String body = new String(exchange.getRequestBody().readAllBytes());
      Order order = pay(charge, field(body, "order"), field(body, "amount"));
      answer(exchange, statuses.get(order.state()), order.json());
    });
    server.start();
  }
}
