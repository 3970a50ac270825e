package org.icecoat.trust.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.WireWriter;

/** A crypto-agile firmware log of SHA-256, right or not, and the PCRs of the machine beside it. */
public final class TestingEventLog {
  /** The header's data with one algorithm, SHA-256. */
  public static final String SPEC_ID =
      hex("Spec ID Event03") + "00" + "00000000" + "00020002" + "01000000" + "0b002000" + "00";

  private final List<Octets> events = new ArrayList<>();
  private final Map<Integer, Octets> pcrs = new TreeMap<>();

  /** A log like that of a machine: version, variable, boot loader, separators, command line. */
  public static TestingEventLog usual() {
    TestingEventLog log = new TestingEventLog();
    log.measured(0, EventType.EV_S_CRTM_VERSION, hex("1.0"));
    log.measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, secureBoot("01"));
    log.measured(0, EventType.EV_SEPARATOR, "00000000");
    log.measured(7, EventType.EV_SEPARATOR, "00000000");
    log.event(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, digest("b0"), hex("shim"));
    log.measured(4, EventType.EV_EFI_ACTION, hex("Calling EFI Application"));
    log.event(8, EventType.EV_IPL, digest("cd"), hex("grub_cmd: linux /vmlinuz ro"));
    return log.measured(4, EventType.EV_SEPARATOR, "00000000");
  }

  /** UEFI_VARIABLE_DATA of the variable SecureBoot with that value. */
  public static String secureBoot(String value) {
    String guid = "61dfe48bca93d211aa0d00e098032b8c";
    String name = "53006500630075007200650042006f006f007400";
    return guid + "0a00000000000000" + "0100000000000000" + name + value;
  }

  /** Appends an event whose digest is that of its data, and extends the PCR. */
  public TestingEventLog measured(int pcr, EventType type, String data) {
    return event(pcr, type, HashAlgorithm.SHA256.hash(Octets.parse(data)), data);
  }

  /** Appends an event and extends the PCR. */
  public TestingEventLog event(int pcr, EventType type, Octets digest, String data) {
    if (type != EventType.EV_NO_ACTION) {
      Octets old = pcrs.getOrDefault(pcr, PcrBank.SHA256.zero());
      pcrs.put(pcr, PcrBank.SHA256.extend(old, digest));
    }
    events.add(record(pcr, type.id(), digest, data));
    return this;
  }

  /** TCG_PCR_EVENT2 with one digest, of SHA-256. */
  public static Octets record(int pcr, int type, Octets digest, String data) {
    return WireWriter.littleEndian()
        .u32(pcr)
        .u32(type)
        .u32(1)
        .u16(0x0b)
        .bytes(digest)
        .longSized(Octets.parse(data))
        .written();
  }

  /** TCG_PCR_EVENT of type EV_NO_ACTION without a digest. */
  public static Octets header(String data) {
    return WireWriter.littleEndian()
        .u32(0)
        .u32(3)
        .bytes(PcrBank.SHA1.zero())
        .longSized(Octets.parse(data))
        .written();
  }

  /** Lets PCR 0 begin elsewhere, as after a start at another locality. */
  public TestingEventLog startingPcr0At(Octets value) {
    pcrs.put(0, value);
    return this;
  }

  public TestingEventLog dropped(int number) {
    events.remove(number);
    return this;
  }

  public TestingEventLog swapped(int one, int other) {
    Collections.swap(events, one, other);
    return this;
  }

  public TestingEventLog replaced(int number, Octets event) {
    events.set(number, event);
    return this;
  }

  public TestingEventLog inserted(int number, Octets event) {
    events.add(number, event);
    return this;
  }

  /** What the machine's PCRs are, whatever was done to the log since. */
  public PcrValues pcrs(int... selected) {
    Map<Integer, Octets> values = new TreeMap<>();
    for (int pcr : selected) {
      values.put(pcr, pcrs.getOrDefault(pcr, PcrBank.SHA256.zero()));
    }
    return PcrValues.of(PcrBank.SHA256, values);
  }

  public Octets bytes() {
    return bytes(SPEC_ID);
  }

  public Octets bytes(String specId) {
    WireWriter writer = WireWriter.littleEndian().bytes(header(specId));
    events.forEach(writer::bytes);
    return writer.written();
  }

  public static Octets digest(String pair) {
    return Octets.parse(pair.repeat(32));
  }

  public static String hex(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII)).hex();
  }
}
