package org.icecoat.trust.eventlog;

import java.util.List;
import java.util.Set;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/**
 * A log as it was read. Immutable, so it may be kept and shared.
 *
 * @param banks for which the log says that it has digests; of the old form SHA-1 alone
 * @param events without the header of a crypto-agile log
 */
public record EventLog(Form form, Set<PcrBank> banks, List<LogEvent> events) {
  /** Longest log that is read: 1 MiB. */
  public static final int LONGEST = 1 << 20;

  /** How events are written. */
  public enum Form {
    /** TCG_PCR_EVENT2, any banks. */
    CRYPTO_AGILE,
    /** TCG_PCR_EVENT, from the days of TPM 1.2. */
    SHA1
  }

  public EventLog {
    banks = Set.copyOf(banks);
    events = List.copyOf(events);
  }

  /**
   * Reads a log, as {@code binary_bios_measurements} gives it.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED
   */
  public static EventLog parse(Octets bytes) {
    return EventLogReading.read(bytes);
  }

  /**
   * What PCRs have after this log, if the log tells the truth: for drafts of policies and to
   * explain differences. It proves nothing.
   */
  public PcrValues replayed(PcrSelection selection) {
    LogReplay replay = new LogReplay(this, selection.bank());
    return PcrValues.of(selection, selection.indexes().stream().map(replay::value).toList());
  }
}
