package org.icecoat.console.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claims;
import org.icecoat.console.proof.LogCheck;
import org.icecoat.console.proof.MakersOption;
import org.icecoat.console.remote.Vm;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.console.view.VmView;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.vm.VmVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat verify}. */
@Command(
    name = "verify",
    description = {
      "Check here, without trusting the factory, what your VM's node is and runs: its TPM by the",
      "certificate of its maker, a fresh quote, what was measured, by a signed policy, what the node",
      "states of the VM, against what you asked for when you deployed it, and the image in the",
      "store's log with the TPM that guards it. Says what is proved and what is not."
    })
public final class VerifyVmCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Session session;

  @Parameters(paramLabel = "VM", description = "Handle, a part of it, name or id.")
  private String text;

  @Mixin private MakersOption makers;

  @Option(
      names = {"--policy", "--policies"},
      paramLabel = "FILE",
      description = "A signed policy that the node has to pass, or a folder: one is enough.")
  private Path policy;

  @Option(names = "--signer", paramLabel = "DN", description = "Who may sign policies. Repeatable.")
  private List<String> signers = List.of();

  @Mixin private ExpectedOptions expected;
  @Mixin private RequireOption required;

  @Option(
      names = "--evidence-out",
      paramLabel = "FILE",
      description = "Write the evidence to a file, for icecoat policy draft and check.")
  private Path evidenceFile;

  public VerifyVmCommand(Session session) {
    this.session = session;
  }

  /**
   * What came of it; nothing is to be believed if anything is refuted.
   *
   * @param lacking what was required and is not proved
   */
  record Verdict(
      String id,
      String handle,
      boolean refuted,
      List<String> lacking,
      String evidence,
      List<Claim> claims) {}

  @Override
  public void run() {
    required.check();
    Optional<EndorsementCertificates> trusted = makers.read(session);
    Policies policies =
        new PolicyReader(session)
            .read(Optional.ofNullable(policy).or(() -> session.settings().policies()), signers());
    Vm vm = session.vm(text);
    VmView factory = vm.view();
    Clock clock = session.surroundings().times().clock();
    SecureRandom random = new SecureRandom();
    VmVerifier verifier = new VmVerifier(clock, random, PATIENCE);
    Verification verification =
        new Verification(
            new EvidenceExchange(
                session.services().vm(vm.id()), vm.id(), verifier, policies.selection()),
            verifier,
            new TpmCheck(trusted, random, clock.instant()),
            new Verification.Judges(
                policies,
                new StatementCheck(
                    expected.of(vm.id(), session),
                    factory,
                    proofs(new LogCheck(session, trusted)),
                    session.moments()),
                new RememberedClocks(session.surroundings().place().states())),
            clock);
    show(factory, verification);
  }

  private static ImageCheck.Proofs proofs(LogCheck log) {
    return new ImageCheck.Proofs() {
      @Override
      public List<Claim> claims(ImageId image) {
        return log.claimsIfThere(image);
      }

      @Override
      public Optional<Manifest> manifest(ImageId image) {
        return log.shown(image);
      }
    };
  }

  private void show(VmView factory, Verification verification) {
    List<Claim> claims;
    try (ProgressDisplay progress = session.progress()) {
      progress.show(
          new ProgressDisplay.Step(factory.handle(), "asking its node for proof", 0, 0, -1, -1));
      claims = verification.run();
    }
    Optional<Evidence> evidence = verification.evidence();
    evidence.filter(one -> evidenceFile != null).ifPresent(this::write);
    Verdict verdict =
        new Verdict(
            factory.id(),
            factory.handle(),
            Claims.refuted(claims),
            required.lacking(claims),
            evidence.map(one -> one.digest().toString()).orElse(null),
            claims);
    session.output().show(verdict, () -> lines(verdict));
    requireProof(verdict);
  }

  private static void requireProof(Verdict verdict) {
    if (verdict.refuted()) {
      throw new ConsoleException(
          ConsoleFault.REFUTED,
          "Something claimed of the VM is not so: give it nothing that you want to keep, and tell"
              + " the site");
    }
    if (!verdict.lacking().isEmpty()) {
      throw new ConsoleException(
          ConsoleFault.UNPROVED,
          "Not proved, though required: " + String.join(", ", verdict.lacking()));
    }
  }

  private static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        verdict.refuted()
            ? verdict.handle() + " is not what is claimed of it"
            : verdict.handle() + ": " + Claims.headline(verdict.claims()));
    lines.addAll(Claims.table(verdict.claims()));
    return lines.stream().map(Printable::line).toList();
  }

  private Set<Dn> signers() {
    return signers.isEmpty()
        ? session.settings().policySigners()
        : signers.stream().map(VerifyVmCommand::dn).collect(Collectors.toSet());
  }

  private static Dn dn(String name) {
    try {
      return Dn.parse(name);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "--signer '%s' is no distinguished name; one looks like CN=Alice,O=Grid,C=XX"
              .formatted(name),
          e);
    }
  }

  private void write(Evidence evidence) {
    Path file = session.surroundings().place().folder().resolve(evidenceFile);
    try {
      Files.write(file, evidence.encoded().bytes());
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, evidenceFile + " cannot be written: " + e.getMessage(), e);
    }
  }
}
