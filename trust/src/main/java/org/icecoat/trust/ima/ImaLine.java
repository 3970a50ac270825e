package org.icecoat.trust.ima;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/**
 * Reads one line: PCR, template hash, template name, fields, each after exactly one blank. The
 * kernel writes _ for blanks in names, so nothing is ambiguous.
 */
final class ImaLine {
  private static final String PCR = "10";
  private static final int LEGACY_NAME_BYTES = 256;

  private final long number;
  private final byte[] bytes;
  private final int end;
  private int at;

  ImaLine(long number, byte[] bytes, int from, int end) {
    this.number = number;
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  ImaEntry read() {
    if (!text(next()).equals(PCR)) {
      throw malformed("its PCR is not 10");
    }
    Octets templateHash = hex(text(next()), HashAlgorithm.SHA1.length());
    ImaTemplate template =
        ImaTemplate.find(text(next())).orElseThrow(() -> malformed("its template is unknown"));
    byte[] digest = next();
    byte[] path = next();
    byte[] attached = template.fields() > 2 ? next() : new byte[0];
    if (at != end + 1) {
      throw malformed("it has too many fields");
    }
    return entry(template, templateHash, text(digest), Octets.of(path), text(attached));
  }

  private ImaEntry entry(
      ImaTemplate template, Octets templateHash, String digest, Octets path, String attached) {
    if (path.isEmpty()) {
      throw malformed("it names nothing");
    }
    String name = template == ImaTemplate.IMA ? "sha1" : algorithmName(digest);
    HashAlgorithm algorithm = algorithm(name);
    String digits = template == ImaTemplate.IMA ? digest : digest.substring(name.length() + 1);
    ImaEntry.File file =
        new ImaEntry.File(
            algorithm,
            hex(digits, algorithm.length()),
            ImaPath.printed(path),
            hex(attached, attached.length() / 2));
    Octets templateData =
        template == ImaTemplate.IMA
            ? legacy(file.digest(), path)
            : fields(template, name, file, path);
    return new ImaEntry(number, template, file, templateHash, templateData);
  }

  private Octets legacy(Octets digest, Octets path) {
    if (path.length() >= LEGACY_NAME_BYTES) {
      throw malformed("a name of %d bytes in the old template".formatted(path.length()));
    }
    byte[] padded = Arrays.copyOf(path.bytes(), LEGACY_NAME_BYTES);
    return WireWriter.littleEndian().bytes(digest).bytes(Octets.of(padded)).written();
  }

  private static Octets fields(
      ImaTemplate template, String algorithm, ImaEntry.File file, Octets path) {
    WireWriter writer = WireWriter.littleEndian();
    Octets prefix = Octets.of((algorithm + ":\0").getBytes(StandardCharsets.US_ASCII));
    writer.u32(prefix.length() + (long) file.digest().length()).bytes(prefix);
    writer.bytes(file.digest()).u32(path.length() + 1L).bytes(path).u8(0);
    if (template.fields() > 2) {
      writer.longSized(file.attached());
    }
    return writer.written();
  }

  /** The bytes up to the next blank, or to the end of the line. */
  private byte[] next() {
    if (at > end) {
      throw malformed("it has too few fields");
    }
    int from = at;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    byte[] field = Arrays.copyOfRange(bytes, from, at);
    at++;
    return field;
  }

  private static String text(byte[] field) {
    return new String(field, StandardCharsets.ISO_8859_1);
  }

  private String algorithmName(String digest) {
    int colon = digest.indexOf(':');
    if (colon < 0) {
      throw malformed("its digest has no algorithm");
    }
    return digest.substring(0, colon);
  }

  private HashAlgorithm algorithm(String name) {
    return switch (name) {
      case "sha1" -> HashAlgorithm.SHA1;
      case "sha256" -> HashAlgorithm.SHA256;
      case "sha384" -> HashAlgorithm.SHA384;
      case "sha512" -> HashAlgorithm.SHA512;
      default -> throw malformed("its digest has an unknown algorithm");
    };
  }

  private Octets hex(String digits, int length) {
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        throw malformed("something is not hexadecimal in small letters");
      }
    }
    if (digits.length() != 2 * length) {
      throw malformed("%d digits instead of %d".formatted(digits.length(), 2 * length));
    }
    return Octets.of(HexFormat.of().parseHex(digits));
  }

  private TrustException malformed(String problem) {
    return malformed(number, problem);
  }

  static TrustException malformed(long number, String problem) {
    return new TrustException(
        TrustFault.STRUCTURE_MALFORMED,
        "Line %d of an IMA log is malformed: %s".formatted(number + 1, problem));
  }
}
