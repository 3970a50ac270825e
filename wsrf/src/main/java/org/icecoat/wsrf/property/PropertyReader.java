package org.icecoat.wsrf.property;

/** Reads something of a resource for a caller. */
@FunctionalInterface
public interface PropertyReader<C, R, V> {
  V read(C caller, R resource);
}
