package org.icecoat.trust.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;

/** Which files a node's kernel may have measured, or that nobody looks. Immutable. */
public final class ImaRules {
  /** Files are not looked at. */
  public static final ImaRules NONE = new ImaRules(Map.of(), List.of(), false);

  private static final int MOST_FILES = 100_000;
  private static final int MOST_EXCLUDED = 1000;
  private static final int MOST_DIGESTS = 1000;
  private static final int LEAST_PREFIX = 3;

  private final Map<String, Set<Sha256>> files;
  private final List<String> excluded;
  private final boolean asked;

  private ImaRules(Map<String, Set<Sha256>> files, List<String> excluded, boolean asked) {
    this.files = Map.copyOf(files);
    this.excluded = List.copyOf(excluded);
    this.asked = asked;
  }

  /**
   * Rules.
   *
   * @param files allowed digests by path
   * @param excluded folders, each beginning and ending with a slash, whose files may be anything
   */
  @JsonCreator(mode = Mode.PROPERTIES)
  public static ImaRules of(
      @JsonProperty("files") Map<String, List<Sha256>> files,
      @JsonProperty("excluded") List<String> excluded) {
    Map<String, Set<Sha256>> sets = new HashMap<>();
    Required.present(files, "files").forEach((path, digests) -> sets.put(path, set(path, digests)));
    Required.count(sets.size(), MOST_FILES, "files");
    List<String> folders = Required.list(excluded, "excluded");
    if (folders.size() > MOST_EXCLUDED) {
      throw new IllegalArgumentException("More than %d excluded".formatted(MOST_EXCLUDED));
    }
    folders.forEach(ImaRules::requireFolder);
    return new ImaRules(sets, folders, true);
  }

  /** Reads the word {@code none}. */
  @JsonCreator(mode = Mode.DELEGATING)
  public static ImaRules parse(String word) {
    if (!word.equals("none")) {
      throw new IllegalArgumentException("ima is 'none' or has files");
    }
    return NONE;
  }

  private static Set<Sha256> set(String path, List<Sha256> digests) {
    List<Sha256> all = Required.list(digests, path);
    Required.count(all.size(), MOST_DIGESTS, "digests of " + path);
    return Set.copyOf(all);
  }

  private static void requireFolder(String prefix) {
    if (prefix.length() < LEAST_PREFIX || !prefix.startsWith("/") || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "'%s' excludes too much: write a folder such as /var/tmp/".formatted(prefix));
    }
  }

  /** Whether there are rules: then the kernel's log has to lead to PCR 10. */
  public boolean asked() {
    return asked;
  }

  /** Allowed digests by path. */
  public Map<String, Set<Sha256>> files() {
    return files;
  }

  public List<String> excluded() {
    return excluded;
  }

  /** Whether the path lies in a folder that may hold anything. */
  public boolean excludes(String path) {
    return excluded.stream().anyMatch(path::startsWith);
  }

  /** Whether the path is among the files. */
  public boolean knows(String path) {
    return files.containsKey(path);
  }

  public boolean allows(String path, Sha256 digest) {
    return files.getOrDefault(path, Set.of()).contains(digest);
  }
}
