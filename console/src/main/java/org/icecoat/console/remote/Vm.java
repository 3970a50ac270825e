package org.icecoat.console.remote;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.icecoat.console.view.VmView;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.oasis.rp.QueryExpressionType;
import org.icecoat.wire.oasis.rp.QueryResourceProperties;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.UpdateType;
import org.icecoat.wire.types.OutputRangeType;
import org.icecoat.wire.types.OutputStreamType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.vm.OrderResponseType;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.Shutdown;
import org.icecoat.wire.vm.TrustedVm;

/** One VM: its properties, orders to it, its output. */
public final class Vm {
  private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";

  private final VmId id;
  private final TrustedVm stub;

  public Vm(Services services, VmId id) {
    this.id = id;
    this.stub = services.vm(id);
  }

  public VmId id() {
    return id;
  }

  /** All its resource properties. */
  public VmView view() {
    GetResourcePropertyDocument request = new GetResourcePropertyDocument();
    return VmView.of(
        VmDocument.read(Remote.call(() -> stub.getResourcePropertyDocument(request)).getAny()));
  }

  /**
   * Gives an order; the VM obeys later.
   *
   * @param grace how long a guest may take to shut down; null is the factory's default
   */
  public Order.Answer order(Order order, Duration grace) {
    if (order == Order.DESTROY) {
      Remote.call(() -> stub.destroy(new Destroy()));
      return new Order.Answer(null, "Destroyed");
    }
    Shutdown shutdown = new Shutdown();
    shutdown.setGrace(grace);
    OrderResponseType answer = Remote.call(call(order, shutdown));
    return new Order.Answer(answer.getState().value(), answer.getDesiredState().value());
  }

  private Callable<OrderResponseType> call(Order order, Shutdown shutdown) {
    return switch (order) {
      case START -> () -> stub.start(new OrderType());
      case PAUSE -> () -> stub.pause(new OrderType());
      case RESUME -> () -> stub.resume(new OrderType());
      case RESTART -> () -> stub.restart(new OrderType());
      case RECOVER -> () -> stub.recover(new OrderType());
      case SHUTDOWN -> () -> stub.shutdown(shutdown);
      case DESTROY -> throw new IllegalArgumentException("Destroy has no such answer");
    };
  }

  /** Sets properties, all or none. */
  public void set(List<?> properties) {
    UpdateType update = new UpdateType();
    update.getAny().addAll(properties);
    SetResourceProperties request = new SetResourceProperties();
    request.getInsertOrUpdateOrDelete().add(update);
    Remote.call(() -> stub.setResourceProperties(request));
  }

  /** What an XPath 1.0 expression finds in the properties: elements, or text. */
  public List<Object> query(String expression) {
    QueryExpressionType query = new QueryExpressionType();
    query.setDialect(XPATH);
    query.getContent().add(QueryNames.expanded(expression));
    QueryResourceProperties request = new QueryResourceProperties();
    request.setQueryExpression(query);
    return Remote.call(() -> stub.queryResourceProperties(request)).getContent();
  }

  /** A piece of its output. */
  public OutputType output(OutputStreamType stream, long offset, int maximalBytes) {
    OutputRangeType range = new OutputRangeType();
    range.setStream(stream);
    range.setOffset(offset);
    range.setMaximalBytes(maximalBytes);
    return Remote.call(() -> stub.getOutput(range));
  }
}
