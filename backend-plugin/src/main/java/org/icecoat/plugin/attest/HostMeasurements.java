package org.icecoat.plugin.attest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.record.DurableFile;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this machine's components and the PCR that proves it. A component is logged when it is
 * first seen and when it has changed, so the log also tells what was there before. The log is on
 * the disk before the PCR is extended; a process that dies between the two is made up for.
 */
final class HostMeasurements {
  private static final Logger LOG = LoggerFactory.getLogger(HostMeasurements.class);

  /** Stands for a file that is not there, or not any more, or may not be read. */
  private static final Sha256 ABSENT = Sha256.of(new byte[Sha256.BYTES]);

  private final Tpm tpm;
  private final int pcr;
  private final Path file;
  private final Map<String, Path> components;
  private final Map<String, MeasuredPath> paths = new LinkedHashMap<>();
  private List<MeasuredComponent> logged;
  private volatile boolean overflowed;

  /**
   * @param file keeps the log; may be there from an earlier process
   * @param clock of the machine
   * @throws IOException if that file cannot be read
   */
  HostMeasurements(Tpm tpm, int pcr, Path file, Map<String, Path> components, InstantSource clock)
      throws IOException {
    this.tpm = tpm;
    this.pcr = pcr;
    this.file = file;
    this.components = components;
    components.forEach((name, path) -> paths.put(name, new MeasuredPath(path, clock)));
    this.logged =
        Files.exists(file)
            ? ComponentLog.parse(Octets.of(Files.readAllBytes(file)), pcr).components()
            : List.of();
  }

  /**
   * What was measured up to one moment.
   *
   * @param log all of it, encoded
   * @param pcr into which it was measured
   * @param value of the PCR then; whether the log leads to it is for verifiers to judge
   */
  record Measured(Octets log, int pcr, Octets value) {
    /** Whether these values, read later, are of the same moment, as far as they tell. */
    boolean stillHolds(PcrValues now) {
      return !now.selection().indexes().contains(pcr) || now.value(pcr).equals(value);
    }
  }

  /**
   * Measures what has changed since the last call. What the log has no room for is extended all the
   * same, so that the PCR shows it until the next boot, whatever is put back meanwhile.
   *
   * @throws PluginException STORAGE_FAILED from then on
   */
  synchronized Measured measure() throws IOException {
    Octets value = reconciled();
    for (Map.Entry<String, Path> each : components.entrySet()) {
      Sha256 digest = paths.get(each.getKey()).digest().orElse(ABSENT);
      MeasuredComponent now =
          new MeasuredComponent(each.getKey(), each.getValue().toString(), digest);
      if (!now.equals(last(each.getKey()))) {
        value = added(value, now);
      }
    }
    return new Measured(new ComponentLog(pcr, logged).encoded(), pcr, value);
  }

  /** Whether more has changed since the boot than the log has room for: that is not undone. */
  boolean overflowed() {
    return overflowed;
  }

  /**
   * Finds out whether the machine was rebooted, and extends what a dead process only wrote.
   *
   * @return the value of the PCR after that
   */
  private Octets reconciled() {
    Octets value = tpm.readPcrs(PcrSelection.of(PcrBank.SHA256, pcr)).value(pcr);
    if (logged.isEmpty()) {
      return value;
    }
    int last = logged.size() - 1;
    if (value.equals(new ComponentLog(pcr, logged.subList(0, last)).replay())) {
      return extended(value, logged.get(last));
    } else if (value.equals(PcrBank.SHA256.zero())) {
      LOG.info("The TPM was reset since the components were measured: their log begins anew");
      logged = List.of();
      overflowed = false;
    } else if (!value.equals(new ComponentLog(pcr, logged).replay())) {
      requireRoom();
      LOG.error("PCR {} was extended by something else: this node cannot be believed", pcr);
    }
    return value;
  }

  private MeasuredComponent last(String name) {
    for (int i = logged.size() - 1; i >= 0; i--) {
      if (logged.get(i).name().equals(name)) {
        return logged.get(i);
      }
    }
    return null;
  }

  private Octets added(Octets before, MeasuredComponent component) throws IOException {
    if (!hasRoom()) {
      var unused = extended(before, component);
    }
    requireRoom();
    write(component);
    return extended(before, component);
  }

  private boolean hasRoom() {
    return logged.size() < ComponentLog.MOST_COMPONENTS;
  }

  private void requireRoom() {
    if (!hasRoom()) {
      overflowed = true;
      throw new PluginException(
          PluginFault.STORAGE_FAILED,
          "The node has measured too many changes since the boot, more than %d: reboot this node"
              .formatted(ComponentLog.MOST_COMPONENTS));
    }
  }

  private void write(MeasuredComponent component) throws IOException {
    List<MeasuredComponent> longer = new ArrayList<>(logged);
    longer.add(component);
    DurableFile.write(file, new ComponentLog(pcr, longer).encoded().bytes());
    logged = List.copyOf(longer);
  }

  private Octets extended(Octets before, MeasuredComponent component) {
    LOG.info("Measured {} as {}", component.name(), component.digest().abbreviated());
    Octets digest = Octets.of(component.digest().bytes());
    tpm.extendPcr(PcrBank.SHA256, pcr, digest);
    return PcrBank.SHA256.extend(before, digest);
  }
}
