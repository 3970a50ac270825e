package org.icecoat.trust.eventlog;

import org.icecoat.trust.structure.Octets;

/**
 * An event that was extended into a quoted PCR, at its place in the order of that PCR.
 *
 * @param digest of the quoted bank: this, and the PCR, are all that is proven of the event
 * @param binding whether the event's data are proven too; its type never is
 */
public record VerifiedEvent(LogEvent event, Octets digest, Binding binding) {
  /** How the digest covers the data. */
  public enum Binding {
    /** It is that of the data. */
    DATA,
    /** It is that of the variable's value; vendor and name are only claimed. */
    VARIABLE_VALUE,
    /** It is of something else, such as an image: the data are only claimed. */
    NONE
  }
}
