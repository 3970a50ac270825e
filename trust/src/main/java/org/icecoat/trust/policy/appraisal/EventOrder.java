package org.icecoat.trust.policy.appraisal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.EfiVariable;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/**
 * In which order the firmware measures: in each of PCRs 0 to 7 one separator lies between what is
 * measured before an operating system is started, and after (TCG PC Client Platform Firmware
 * Profile, 3.3.4). It is known by its digest, since an event's type is not measured. For the events
 * of one log, one after the other.
 */
final class EventOrder {
  private static final int LAST_PCR = 7;
  private static final int BOOT_LOADER = 4;
  private static final int PARTITIONS = 5;
  private static final int SECURE_BOOT = 7;
  private static final Set<Octets> SEPARATORS = Set.of(digest("00000000"), digest("ffffffff"));

  private final Set<Integer> separated = new HashSet<>();
  private final Set<Object> variables = new HashSet<>();

  private static Octets digest(String data) {
    return HashAlgorithm.SHA256.hash(Octets.parse(data));
  }

  /** What is wrong with the place of the next event; a rule may allow EVENT_LATE. */
  Optional<PolicyReason> next(LogEvent event) {
    if (event.pcr() > LAST_PCR) {
      return Optional.empty();
    }
    if (SEPARATORS.contains(event.digests().get(PcrBank.SHA256))) {
      return reason(!separated.add(event.pcr()), PolicyReason.SEPARATOR_TWICE);
    }
    if (separated.contains(event.pcr())) {
      return reason(!followsSeparator(event), PolicyReason.EVENT_LATE);
    }
    if (event.pcr() != SECURE_BOOT) {
      return Optional.empty();
    }
    if (event.is(EventType.EV_EFI_VARIABLE_AUTHORITY)) {
      return Optional.of(PolicyReason.EVENT_EARLY);
    }
    return reason(
        event.is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG) && !variables.add(variable(event)),
        PolicyReason.VARIABLE_TWICE);
  }

  /** Those of the given PCRs that no separator has come into; after the last event. */
  Set<Integer> open(Set<Integer> pcrs) {
    Set<Integer> open = new TreeSet<>(pcrs);
    open.removeIf(pcr -> pcr > LAST_PCR || separated.contains(pcr));
    return open;
  }

  private static Optional<PolicyReason> reason(boolean wrong, PolicyReason reason) {
    return wrong ? Optional.of(reason) : Optional.empty();
  }

  /** Boot loaders, partition tables and by what boot loaders were found good. */
  private static boolean followsSeparator(LogEvent event) {
    return switch (event.pcr()) {
      case BOOT_LOADER, PARTITIONS -> true;
      case SECURE_BOOT -> event.is(EventType.EV_EFI_VARIABLE_AUTHORITY);
      default -> false;
    };
  }

  /** Vendor and name, which the digest of such an event covers. */
  private static Object variable(LogEvent event) {
    try {
      EfiVariable variable = EfiVariable.parse(event.data());
      return new EfiVariable(variable.vendor(), variable.name(), Octets.EMPTY);
    } catch (TrustException e) {
      return event.data();
    }
  }
}
