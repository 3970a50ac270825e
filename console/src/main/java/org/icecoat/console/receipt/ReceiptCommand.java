package org.icecoat.console.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.command.OwnerOption;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claims;
import org.icecoat.console.remote.Credential;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.ReceiptVerdict;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.vm.GetKeptEvidence;
import org.icecoat.wire.vm.GetReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat receipt}. */
@Command(
    name = "receipt",
    description = {
      "Fetch what factory and node sign of a VM's deployment: which image ran where, for whom, from",
      "when to when. The signatures are judged here; with --check those of a file that you kept."
    })
public final class ReceiptCommand implements Runnable {
  private static final long LONGEST_EVIDENCE = 32L << 20;

  private final Session session;

  @Parameters(paramLabel = "VM", arity = "0..1", description = "Handle, a part of it, name or id.")
  private String text;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "Judge a receipt that was kept, without asking the factory.")
  private Path kept;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Keep the receipt in a file.")
  private Path out;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = {
        "Hold the receipt against the evidence that the factory judged: it is fetched to this file,",
        "or read from it with --check."
      })
  private Path evidence;

  @Option(
      names = "--placement",
      paramLabel = "N",
      description = "Of an earlier placement; the last one in which it was to start, if left out.")
  private Long placement;

  @Mixin private OwnerOption owner;

  public ReceiptCommand(Session session) {
    this.session = session;
  }

  /** What came of it; nothing is to be believed if anything is refuted. */
  record Verdict(boolean refuted, List<Claim> claims) {}

  @Override
  public void run() {
    if ((text == null) == (kept == null)) {
      throw usage("Name a VM, or a file with --check", null);
    }
    Optional<VmId> vm = text == null ? Optional.empty() : Optional.of(session.vm(text).id());
    Octets pem = vm.map(this::fetch).orElseGet(() -> read(kept, ReceiptVerifier.LONGEST));
    if (out != null) {
      write(out, pem);
    }
    Clock clock = session.surroundings().times().clock();
    ReceiptClaims.Expected expected =
        new ReceiptClaims.Expected(
            vm,
            owner.known(session),
            session.settings().storeLogKey(),
            new AskedVms(session.surroundings().place().states()));
    ReceiptVerdict verdict = judged(pem, clock);
    List<Claim> claims =
        new ArrayList<>(new ReceiptClaims(expected, session.moments(), clock).of(verdict));
    if (evidence != null && verdict instanceof ReceiptVerdict.Verified verified) {
      claims.addAll(evidence(vm, verified.factory().part().trust()));
    }
    show(List.copyOf(claims));
  }

  private List<Claim> evidence(Optional<VmId> vm, Optional<FactoryPart.Trust> trust) {
    Optional<Sha256> named = trust.flatMap(FactoryPart.Trust::evidence);
    if (named.isEmpty()) {
      return List.of(Claim.unproved("judged", "the receipt names no evidence"));
    }
    try {
      vm.ifPresent(one -> write(evidence, fetch(one, named.get())));
    } catch (ConsoleException e) {
      if (e.fault() == ConsoleFault.NOT_FOUND) {
        return List.of(Claim.unproved("judged", e.getMessage()));
      }
      throw e;
    }
    return EvidenceClaims.of(read(evidence, LONGEST_EVIDENCE), trust.get());
  }

  private Octets fetch(VmId vm, Sha256 digest) {
    GetKeptEvidence request = new GetKeptEvidence();
    request.setDigest(digest.toString());
    return Octets.of(
        Remote.call(() -> session.services().vm(vm).getKeptEvidence(request)).getEvidence());
  }

  private ReceiptVerdict judged(Octets pem, Clock clock) {
    String factory = session.settings().factory().getHost().replaceAll("[\\[\\]]", "");
    try (GridTrust trust = new Credential(clock).trust(session.settings().caDirectory())) {
      return new ReceiptVerifier(trust.hosts(), clock).verify(pem, factory);
    }
  }

  private void show(List<Claim> claims) {
    Verdict verdict = new Verdict(Claims.refuted(claims), claims);
    session.output().show(verdict, () -> lines(verdict));
    if (verdict.refuted()) {
      throw new ConsoleException(
          ConsoleFault.REFUTED, "Do not rely on this receipt: something in it is not so");
    }
  }

  private static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        verdict.refuted()
            ? "This receipt is not right"
            : "Receipt: " + Claims.headline(verdict.claims()));
    lines.addAll(Claims.table(verdict.claims()));
    return lines.stream().map(Printable::line).toList();
  }

  private Octets fetch(VmId vm) {
    GetReceipt request = new GetReceipt();
    request.setPlacement(placement);
    return Octets.of(Remote.call(() -> session.services().vm(vm).getReceipt(request)).getReceipt());
  }

  private Octets read(Path named, long longest) {
    Path file = session.surroundings().place().folder().resolve(named);
    try {
      if (Files.size(file) > longest) {
        throw usage(named + " is too long for what it should be", null);
      }
      return Octets.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw usage(named + " cannot be read", e);
    }
  }

  private void write(Path named, Octets bytes) {
    try {
      Files.write(session.surroundings().place().folder().resolve(named), bytes.bytes());
    } catch (IOException e) {
      throw usage(named + " cannot be written", e);
    }
  }

  private static ConsoleException usage(String message, Exception cause) {
    return new ConsoleException(ConsoleFault.USAGE, message, cause);
  }
}
