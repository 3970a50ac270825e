package org.icecoat.trust.evidence.endorsement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/**
 * What makers have revoked, by the lists that lie beside their CAs in a store of makers ({@code
 * .crl}, {@code .r0}; PEM or DER). A list counts for the CA in its folder that signed it. Lists are
 * read again when somebody asks; none then counts that is older than one that was seen. For any
 * number of threads.
 */
public final class MakerRevocations {
  private static final Pattern LIST = Pattern.compile(".*\\.(crl|r[0-9])");
  private static final long LONGEST = 16L << 20;

  private final Path folder;
  private final List<Maker> makers;
  private Map<Path, Octets> seen = Map.of();
  private volatile Map<Maker, MakerLists> lists = Map.of();

  private MakerRevocations(Path folder, Collection<Maker> makers) {
    this.folder = folder;
    this.makers = List.copyOf(makers);
  }

  /** No lists at all. */
  public static MakerRevocations none() {
    return new MakerRevocations(Path.of(""), List.of());
  }

  /**
   * The lists in a store.
   *
   * @param makers as they were read from it
   * @throws TrustException TRUST_ANCHORS_UNREADABLE
   */
  public static MakerRevocations in(Path folder, Collection<Maker> makers) {
    MakerRevocations read = new MakerRevocations(folder, makers);
    read.refresh();
    return read;
  }

  /**
   * Reads lists that have changed.
   *
   * @throws TrustException TRUST_ANCHORS_UNREADABLE, once for each change; then all that was read
   *     before goes on to count
   */
  public synchronized void refresh() {
    Map<Maker, Map<Path, Octets>> files = new HashMap<>();
    Map<Path, Octets> all = new HashMap<>();
    for (Maker maker : makers) {
      Map<Path, Octets> own = files(maker.in(folder));
      files.put(maker, own);
      all.putAll(own);
    }
    if (all.equals(seen)) {
      return;
    }
    seen = all;
    Map<Maker, MakerLists> read = new HashMap<>();
    files.forEach(
        (maker, own) -> read.put(maker, MakerLists.of(maker, parsed(own)).after(of(maker))));
    lists = Map.copyOf(read);
  }

  MakerLists of(Maker maker) {
    return lists.getOrDefault(maker, MakerLists.NONE);
  }

  private static Map<Path, Octets> files(Path folder) {
    Map<Path, Octets> read = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> LIST.matcher(each.toString()).matches()).toList()) {
        if (Files.size(file) > LONGEST) {
          throw new IOException(file + " is too long for a list");
        }
        read.put(file, Octets.of(Files.readAllBytes(file)));
      }
      return read;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static List<RevocationList> parsed(Map<Path, Octets> files) {
    List<RevocationList> parsed = new ArrayList<>();
    files.forEach(
        (file, bytes) -> {
          try {
            parsed.addAll(RevocationList.read(bytes));
          } catch (CRLException e) {
            throw unreadable(file, e);
          }
        });
    return parsed;
  }

  private static TrustException unreadable(Path path, Exception cause) {
    return new TrustException(
        TrustFault.TRUST_ANCHORS_UNREADABLE,
        "%s: what a maker of TPMs has revoked cannot be read from it: %s"
            .formatted(path, cause.getMessage()),
        cause);
  }
}
