package org.icecoat.console.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.remote.Credential;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.policy.signature.SignedPolicy;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.structure.Octets;

/** Reads signed policies, and says of each whether it is one to rely on. */
final class PolicyReader {
  private static final long LONGEST = 4L << 20;

  private final Session session;
  private final Clock clock;

  PolicyReader(Session session) {
    this.session = session;
    this.clock = session.surroundings().times().clock();
  }

  /**
   * Reads a policy, or all {@code .pem} and {@code .cms} files of a folder.
   *
   * @param signers who may sign; if there are none anybody whose certificate is trusted, and then
   *     nothing is proved by it
   * @throws ConsoleException USAGE, if there is nothing to read
   */
  Policies read(Optional<Path> where, Set<Dn> signers) {
    if (where.isEmpty()) {
      Claim none = Claim.unproved("policy", "give one with --policy, or set policies");
      return new Policies(List.of(), List.of(none), false);
    }
    Path path = session.surroundings().place().folder().resolve(where.get());
    Credential credential = new Credential(clock);
    try (GridTrust trust = credential.trust(session.settings().caDirectory())) {
      PolicyVerifier verifier =
          signers.isEmpty()
              ? PolicyVerifier.ofAnySigner(trust.callers()::judge, clock)
              : new PolicyVerifier(trust.callers()::judge, signers, clock);
      return judged(files(path), verifier, !signers.isEmpty());
    }
  }

  private Policies judged(List<Path> files, PolicyVerifier verifier, boolean vouched) {
    List<SignedPolicy> accepted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Path file : files) {
      PolicyVerdict verdict = verifier.verify(content(file));
      verdict.accepted().ifPresent(accepted::add);
      if (verdict instanceof PolicyVerdict.Refused doubts) {
        refused.add(file.getFileName() + " is none to rely on: " + doubts.plain());
      }
    }
    List<AcceptedPolicy> inForce = newest(accepted);
    List<Claim> claims = new ArrayList<>();
    inForce.forEach(policy -> claims.add(claim(policy.signed(), vouched)));
    refused.forEach(
        why ->
            claims.add(
                inForce.isEmpty() ? Claim.refuted("policy", why) : Claim.unproved("policy", why)));
    return new Policies(inForce, claims, vouched);
  }

  private List<AcceptedPolicy> newest(List<SignedPolicy> policies) {
    PolicyBook book = new PolicyBook(clock);
    policies.stream()
        .sorted(Comparator.comparingInt(policy -> policy.id().version()))
        .forEach(policy -> book.accept(policy, clock.instant()));
    return policies.stream()
        .map(policy -> policy.id().name())
        .distinct()
        .flatMap(name -> book.inForce(name).stream())
        .toList();
  }

  private static Claim claim(SignedPolicy policy, boolean vouched) {
    String signed =
        "%s version %d, signed by %s"
            .formatted(policy.id().name(), policy.id().version(), policy.signer());
    return vouched
        ? Claim.proved("policy", signed)
        : Claim.unproved("policy", signed + "; name who may sign with --signer");
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> policies =
          files.filter(file -> file.toString().matches(".*\\.(pem|cms)")).sorted().toList();
      if (policies.isEmpty()) {
        throw unreadable(path, "holds no *.pem or *.cms", null);
      }
      return policies;
    } catch (IOException e) {
      throw unreadable(path, "cannot be read", e);
    }
  }

  private static Octets content(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw unreadable(file, "is too long for a policy", null);
      }
      return Octets.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file, "cannot be read", e);
    }
  }

  private static ConsoleException unreadable(Path path, String why, IOException cause) {
    return new ConsoleException(
        ConsoleFault.USAGE, "The policy " + path + " " + why + ": see --policy", cause);
  }
}
