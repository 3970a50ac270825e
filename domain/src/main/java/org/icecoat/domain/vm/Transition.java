package org.icecoat.domain.vm;

/** What an event does to a VM in a given state. */
public sealed interface Transition {
  /**
   * The event counts, with what it desires; {@code to} may be the state that the VM is in, until
   * the node reports that the order was carried out.
   */
  record Moved(VmState to) implements Transition {}

  /** The event changes nothing, and nobody did wrong. */
  record Ignored() implements Transition {}

  /** The event makes no sense now; {@code advice} says what to do instead, for the caller. */
  record Refused(String advice) implements Transition {}
}
