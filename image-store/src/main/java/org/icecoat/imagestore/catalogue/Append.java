package org.icecoat.imagestore.catalogue;

import java.util.List;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.SignedTreeHead;

/**
 * What is written into the log in the same transaction as the rows that it is about.
 *
 * @param position of the first entry
 * @param intended the head that the log will then have, signed as an intention
 */
public record Append(long position, List<LogEntry> entries, SignedTreeHead intended) {
  public Append {
    entries = List.copyOf(entries);
  }
}
