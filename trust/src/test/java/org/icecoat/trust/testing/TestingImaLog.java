package org.icecoat.trust.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.WireWriter;

/** A kernel that measures files: it writes lines and extends PCR 10 of SHA-256. */
public final class TestingImaLog {
  /**
   * For policies: PCRs 0 to 9 of a machine whose firmware measured nothing, in YAML's flow style.
   */
  public static final String UNMEASURED_BOOT =
      IntStream.range(0, 10)
          .mapToObj(pcr -> "{pcr: %d, values: ['sha256:%s']}".formatted(pcr, "00".repeat(32)))
          .collect(Collectors.joining(", "));

  private final List<String> lines = new ArrayList<>();
  private Octets pcr = PcrBank.SHA256.zero();
  private Octets extension = Octets.EMPTY;

  /** Measures a file whose SHA-256 is that pair of digits again and again. */
  public TestingImaLog ng(String path, String pair) {
    return measured("ima-ng", "sha256:" + pair.repeat(32) + " " + path, ng(path, pair, ""));
  }

  /** The first line on a machine whose firmware measured nothing. */
  public TestingImaLog unmeasuredBoot() {
    return bootAggregate(HashAlgorithm.SHA256.hash(Octets.of(new byte[10 * 32])));
  }

  /** What the kernel writes first: the digest of the PCRs at its start. */
  public TestingImaLog bootAggregate(Octets digest) {
    String name = "boot_aggregate";
    Octets data =
        WireWriter.littleEndian()
            .longSized(Octets.parse(TestingEventLog.hex("sha256:") + "00" + digest.hex()))
            .longSized(Octets.parse(TestingEventLog.hex(name) + "00"))
            .written();
    return measured("ima-ng", "sha256:" + digest.hex() + " " + name, data);
  }

  /** The same with a signature, which may be empty. */
  public TestingImaLog sig(String path, String pair, String signature) {
    String fields = "sha256:" + pair.repeat(32) + " " + path + " " + signature;
    return measured("ima-sig", fields, ng(path, pair, sized(signature)));
  }

  public TestingImaLog buf(String name, String pair, String contents) {
    String fields = "sha256:" + pair.repeat(32) + " " + name + " " + contents;
    return measured("ima-buf", fields, ng(name, pair, sized(contents)));
  }

  public TestingImaLog legacy(String path, String pair) {
    String padding = "00".repeat(256 - path.length());
    Octets data = Octets.parse(pair.repeat(20) + TestingEventLog.hex(path) + padding);
    return measured("ima", pair.repeat(20) + " " + path, data);
  }

  public TestingImaLog violation(String path) {
    pcr = PcrBank.SHA256.extend(pcr, Octets.parse("ff".repeat(32)));
    lines.add("10 " + "00".repeat(20) + " ima-ng sha256:" + "00".repeat(32) + " " + path);
    return this;
  }

  /** A line of which PCR 10 knows nothing. */
  public TestingImaLog forged(String line) {
    lines.add(line);
    return this;
  }

  private TestingImaLog measured(String template, String fields, Octets data) {
    extension = HashAlgorithm.SHA256.hash(data);
    pcr = PcrBank.SHA256.extend(pcr, extension);
    lines.add("10 %s %s %s".formatted(HashAlgorithm.SHA1.hash(data).hex(), template, fields));
    return this;
  }

  /** By what the last line extended PCR 10. */
  public Octets extension() {
    return extension;
  }

  private static Octets ng(String path, String pair, String rest) {
    byte[] text = path.getBytes(StandardCharsets.ISO_8859_1);
    return WireWriter.littleEndian()
        .longSized(Octets.parse(TestingEventLog.hex("sha256:") + "00" + pair.repeat(32)))
        .longSized(TestingBytes.joined(Octets.of(text), Octets.parse("00")))
        .bytes(Octets.parse(rest))
        .written();
  }

  private static String sized(String hex) {
    return WireWriter.littleEndian().longSized(Octets.parse(hex)).written().hex();
  }

  public List<String> lines() {
    return lines;
  }

  /** The lines from that one on. */
  public Octets ascii(int from) {
    return ascii(lines.subList(from, lines.size()));
  }

  public Octets ascii() {
    return ascii(0);
  }

  /** Logs with these lines and nothing else, from the first line on. */
  public static Evidence.Logs only(Octets lines) {
    return new Evidence.Logs(Octets.EMPTY, Octets.EMPTY, lines);
  }

  /** What a node sends that is asked for so many lines at most, from there on. */
  public Evidence.Logs part(ImaFrom from, int most) {
    int first = (int) Math.min(from.lines(), lines.size());
    int end = Math.min(lines.size(), first + most);
    return new Evidence.Logs(
        Octets.EMPTY, Octets.EMPTY, ascii(lines.subList(first, end)), from, end < lines.size());
  }

  private static Octets ascii(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return Octets.of(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  public PcrValues pcr10() {
    return PcrValues.of(PcrBank.SHA256, Map.of(10, pcr));
  }
}
