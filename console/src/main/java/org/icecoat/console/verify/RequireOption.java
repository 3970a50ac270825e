package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claim.Result;
import picocli.CommandLine.Option;

/** Which claims have to be proved for a script to go on. */
final class RequireOption {
  private static final String ALL = "all";

  /** Something is claimed of each of these, whatever comes back. */
  private static final List<String> EVER =
      List.of("TPM", "keys", "policy", "quote", "software", "files", "VM", "owner", "image");

  private static final List<String> SOMETIMES =
      List.of("hardware", "clock", "attestation key", "application", "kernel", "initial ramdisk");

  /** Images, of which the store's log says more. */
  private static final List<String> LOGGED = List.of("image: ", "kernel: ", "initial ramdisk: ");

  /** What Tab offers. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(List.of(ALL), EVER, SOMETIMES).flatMap(List::stream).iterator();
    }
  }

  @Option(
      names = "--require",
      paramLabel = "CLAIM",
      split = ",",
      completionCandidates = Names.class,
      description =
          "End with status 12 if one of these claims is not proved, such as keys,software,image;"
              + " all stands for each that is shown. Repeatable.")
  private List<String> named = List.of();

  /**
   * Refuses names of which nothing is ever claimed.
   *
   * @throws ConsoleException USAGE
   */
  void check() {
    for (String name : named) {
      boolean known = LOGGED.stream().anyMatch(name::startsWith);
      for (String each : new Names()) {
        known |= each.equals(name);
      }
      if (!known) {
        throw new ConsoleException(
            ConsoleFault.USAGE,
            "--require '%s': there is no such claim, but %s"
                .formatted(name, String.join(", ", new Names())));
      }
    }
  }

  /** Those that are not proved: each claim of a name has to be, and there has to be one. */
  List<String> lacking(List<Claim> claims) {
    Set<String> wanted = new LinkedHashSet<>();
    for (String name : named) {
      if (name.equals(ALL)) {
        wanted.addAll(EVER);
        claims.forEach(claim -> wanted.add(claim.what()));
      } else {
        wanted.add(name);
      }
    }
    List<String> lacking = new ArrayList<>(wanted);
    lacking.removeIf(name -> proved(name, claims));
    return lacking;
  }

  private static boolean proved(String name, List<Claim> claims) {
    List<Claim> about = claims.stream().filter(claim -> claim.what().equals(name)).toList();
    return !about.isEmpty() && about.stream().allMatch(claim -> claim.is(Result.PROVED));
  }
}
