package org.icecoat.wsrf.property;

/**
 * Makes a resource's next value from this one: nothing is stored yet, so that all changes of one
 * request are made or none. Resources are immutable, or copies.
 *
 * <p>A value that makes no sense is refused with an {@link IllegalArgumentException} or a {@link
 * org.icecoat.wsrf.fault.WsrfException}, whose message is shown to the client.
 */
@FunctionalInterface
public interface PropertyWriter<R, V> {
  R write(R resource, V value);
}
