package org.icecoat.wsrf.server;

import org.apache.cxf.message.Exchange;

/** Where the caller of one endpoint's request is kept between admission and invocation. */
final class CallerSlot<C> {
  private static final String KEY = CallerSlot.class.getName();

  void put(Exchange exchange, C caller) {
    exchange.put(KEY, new Holder<>(this, caller));
  }

  /** What {@link #put} kept; only this slot's own value is given back, so the cast is sound. */
  @SuppressWarnings("unchecked")
  C get(Exchange exchange) {
    if (exchange.get(KEY) instanceof Holder<?> holder && holder.slot == this) {
      return (C) holder.caller;
    }
    throw new IllegalStateException("A request came past admission");
  }

  private record Holder<C>(CallerSlot<C> slot, C caller) {}
}
