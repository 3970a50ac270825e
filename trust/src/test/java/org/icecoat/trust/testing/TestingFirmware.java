package org.icecoat.trust.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.icecoat.trust.eventlog.EventLog;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/**
 * A boot as firmware logs it.
 *
 * @param log as the kernel shows it
 */
public record TestingFirmware(Octets log) {
  /** The PCRs of a boot. */
  private static final PcrSelection PCRS =
      new PcrSelection(PcrBank.SHA256, IntStream.range(0, 10).boxed().toList());

  /** OVMF and a kernel, as {@code recorded/README.md} tells. */
  public static TestingFirmware recorded() {
    try (InputStream in = TestingFirmware.class.getResourceAsStream("/recorded/firmware.log")) {
      return new TestingFirmware(Octets.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same boot with one more program after all else. */
  public TestingFirmware andRuns(String pair) {
    Octets digest = TestingEventLog.digest(pair);
    int type = EventType.EV_EFI_BOOT_SERVICES_APPLICATION.id();
    return new TestingFirmware(
        TestingBytes.joined(
            log, TestingEventLog.record(4, type, digest, TestingEventLog.hex("driver"))));
  }

  /** What it extends, in its order, as tpm2_pcrextend takes it. */
  public List<String> extensions() {
    return EventLog.parse(log).events().stream()
        .filter(event -> !event.is(EventType.EV_NO_ACTION))
        .map(event -> event.pcr() + ":sha256=" + event.digests().get(PcrBank.SHA256).hex())
        .toList();
  }

  /** PCRs 0 to 9 after it. */
  public PcrValues values() {
    return EventLog.parse(log).replayed(PCRS);
  }
}
