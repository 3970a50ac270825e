package org.icecoat.trust.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.WireWriter;

/**
 * The log of what the plug-in measured into one PCR: a crypto-agile TCG event log of the SHA-256
 * bank, so that {@code tpm2_eventlog} reads it. Its events are of type EV_IPL, the one that boot
 * loaders and systemd use for what is loaded after the firmware and described in text. It begins
 * with {@link #header}; records are appended to it.
 *
 * @param pcr from 8 to 15: software can reset none of them
 */
public record ComponentLog(int pcr, List<MeasuredComponent> components) {
  /** More than that nobody reads. */
  public static final int MOST_COMPONENTS = 1000;

  private static final int FIRST_PCR = 8;
  private static final int LAST_PCR = 15;

  public ComponentLog {
    components = List.copyOf(components);
    if (pcr < FIRST_PCR || pcr > LAST_PCR || components.size() > MOST_COMPONENTS) {
      throw new IllegalArgumentException(
          "A log has PCR 8 to 15 and at most 1000 components, not PCR %d and %d"
              .formatted(pcr, components.size()));
    }
  }

  /** What a log begins with. */
  public static Octets header() {
    WireWriter writer = WireWriter.littleEndian().u32(0).u32(EventType.EV_NO_ACTION.id());
    return writer.bytes(PcrBank.SHA1.zero()).longSized(SpecId.sha256()).written();
  }

  /** What is appended for one component, whose digest is then extended into the PCR. */
  public static Octets record(int pcr, MeasuredComponent component) {
    return WireWriter.littleEndian()
        .u32(pcr)
        .u32(EventType.EV_IPL.id())
        .u32(1)
        .u16(PcrBank.SHA256.hash().id())
        .bytes(Octets.of(component.digest().bytes()))
        .longSized(component.text())
        .written();
  }

  /**
   * Reads a log, strictly: only what {@link #header} and {@link #record} write, for one PCR.
   *
   * @throws TrustException STRUCTURE_MALFORMED
   */
  public static ComponentLog parse(Octets bytes, int pcr) {
    EventLog log = EventLog.parse(bytes);
    List<MeasuredComponent> components = new ArrayList<>();
    if (log.events().size() > MOST_COMPONENTS) {
      throw malformed(log.events().size() + " components, at most 1000");
    }
    for (LogEvent event : log.events()) {
      components.add(component(event));
    }
    ComponentLog read = new ComponentLog(pcr, components);
    if (!read.encoded().equals(bytes)) {
      throw malformed("It is not written as such logs are, for PCR " + pcr);
    }
    return read;
  }

  /** The whole log. */
  public Octets encoded() {
    WireWriter writer = WireWriter.bigEndian().bytes(header());
    components.forEach(component -> writer.bytes(record(pcr, component)));
    return writer.written();
  }

  /** The value that the PCR has, in the SHA-256 bank, if nothing else was extended. */
  public Octets replay() {
    Octets value = PcrBank.SHA256.zero();
    for (MeasuredComponent component : components) {
      value = PcrBank.SHA256.extend(value, Octets.of(component.digest().bytes()));
    }
    return value;
  }

  /** That the PCR has another value than the log leads to. */
  String differs(Octets quoted) {
    return "PCR %d is %s, the log of components leads to %s".formatted(pcr, quoted, replay());
  }

  private static MeasuredComponent component(LogEvent event) {
    Map<PcrBank, Octets> digests = event.digests();
    Octets digest = digests.get(PcrBank.SHA256);
    if (digest == null || event.data().length() > MeasuredComponent.LONGEST_TEXT) {
      throw malformed(event + " is no component's");
    }
    return MeasuredComponent.parse(event.data(), digest);
  }

  private static TrustException malformed(String problem) {
    return new TrustException(
        TrustFault.STRUCTURE_MALFORMED, "A log of components is malformed: " + problem);
  }
}
