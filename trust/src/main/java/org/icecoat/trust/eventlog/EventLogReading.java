package org.icecoat.trust.eventlog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.trust.eventlog.EventLog.Form;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.WireReader;

/** Reads both forms of log. Nothing is allocated that the bytes do not hold. */
final class EventLogReading {
  private static final int MOST_EVENTS = 20_000;
  private static final int ERASED = 0xff;
  private static final int PADDING_PCR = 0xffffffff;
  private static final int SHA1_HEAD_BYTES = 32;

  private final WireReader reader;
  private final Octets bytes;
  private final List<LogEvent> events = new ArrayList<>();

  private EventLogReading(Octets bytes) {
    this.bytes = bytes;
    this.reader = WireReader.littleEndian(bytes, "An event log");
  }

  static EventLog read(Octets bytes) {
    EventLogReading reading = new EventLogReading(bytes);
    if (bytes.isEmpty() || bytes.length() > EventLog.LONGEST) {
      throw reading.reader.malformed(bytes.length() + " bytes");
    }
    return reading.read();
  }

  private EventLog read() {
    LogEvent first = sha1Event();
    if (first.is(EventType.EV_NO_ACTION) && SpecId.begins(first.data())) {
      if (first.pcr() != 0 || !first.digests().get(PcrBank.SHA1).isAll(0)) {
        throw reader.malformed("a header with a PCR or digest");
      }
      return agile(SpecId.read(first.data()));
    }
    events.add(first);
    while (goesOn()) {
      events.add(sha1Event());
    }
    return new EventLog(Form.SHA1, Set.of(PcrBank.SHA1), events);
  }

  private EventLog agile(SpecId header) {
    Set<PcrBank> banks = EnumSet.noneOf(PcrBank.class);
    for (int id : header.digestLengths().keySet()) {
      HashAlgorithm known = HashAlgorithm.find(id);
      if (known != null) {
        banks.add(PcrBank.of(known));
      }
    }
    while (goesOn()) {
      events.add(agileEvent(header.digestLengths()));
    }
    return new EventLog(Form.CRYPTO_AGILE, banks, events);
  }

  /** Whether an event follows; what the firmware reserved and did not fill is 0xff. */
  private boolean goesOn() {
    if (reader.remaining() == 0) {
      return false;
    }
    if (bytes.at(reader.position()) == ERASED
        && bytes.slice(reader.position(), bytes.length()).isAll(ERASED)) {
      return false;
    }
    if (events.size() >= MOST_EVENTS) {
      throw reader.malformed("more than %d events".formatted(MOST_EVENTS));
    }
    return true;
  }

  private LogEvent sha1Event() {
    if (reader.remaining() < SHA1_HEAD_BYTES) {
      throw reader.malformed("%d bytes are no event".formatted(reader.remaining()));
    }
    int pcr = pcr();
    int type = reader.bits32();
    Octets digest = reader.bytes(HashAlgorithm.SHA1.length());
    return new LogEvent(events.size(), pcr, type, Map.of(PcrBank.SHA1, digest), data());
  }

  private LogEvent agileEvent(Map<Integer, Integer> lengths) {
    int pcr = pcr();
    int type = reader.bits32();
    Map<PcrBank, Octets> digests = new EnumMap<>(PcrBank.class);
    int count = reader.count(lengths.size());
    if (count == 0) {
      throw reader.malformed("an event without digests");
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int id = reader.u16();
      Integer length = lengths.get(id);
      if (length == null || !seen.add(id)) {
        throw reader.malformed("a second or undeclared digest 0x%04x".formatted(id));
      }
      Octets digest = reader.bytes(length);
      HashAlgorithm known = HashAlgorithm.find(id);
      if (known != null) {
        digests.put(PcrBank.of(known), digest);
      }
    }
    return new LogEvent(events.size(), pcr, type, digests, data());
  }

  private Octets data() {
    return reader.longSized(EventLog.LONGEST);
  }

  private int pcr() {
    int pcr = reader.bits32();
    if (pcr < 0 || pcr >= PcrSelection.PCRS) {
      String what = pcr == PADDING_PCR ? "padding with something in it" : "PCR " + pcr;
      throw reader.malformed(what);
    }
    return pcr;
  }
}
