// Wrong: what the processor knows the charge by is drawn, and nobody writes it down, as in
// woocommerce/woocommerce-gateway-stripe #3638. Whoever comes back after a crash charges anew.
import java.util.*;

public class ChargeAnew extends Charge {
  private final Map<String, String> drawn = Collections.synchronizedMap(new HashMap<>());

  @Override
  String operation(Shop.Order order) {
    return drawn.computeIfAbsent(order.getProperty("name"), name -> UUID.randomUUID().toString());
  }
}
