package org.icecoat.trust.policy.appraisal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingImaLog;

/** A node with firmware and plug-in, whose evidence goes through the real verifier. */
final class TestingNode {
  static final int COMPONENTS_PCR = 14;

  final TestingClock clock;
  TestingEventLog firmware = TestingEventLog.usual();
  final List<MeasuredComponent> components = new ArrayList<>();
  ProvenTpm tpm = new ProvenTpm(TpmClass.HARDWARE, "ACME", Set.of(digest("ca")));
  TestingImaLog files;
  int[] firmwarePcrs = {0, 4, 7};
  private final TestingAttester attester = new TestingAttester();
  private final ChallengeBook book;
  private final QuoteVerifier verifier;
  private Optional<ClockReading> earlier = Optional.empty();

  TestingNode(TestingClock clock) {
    this.clock = clock;
    this.book = new ChallengeBook(clock, new SecureRandom(), Duration.ofMinutes(1), 10);
    this.verifier = new QuoteVerifier(book);
    component("qemu", "e0");
    component("libvirt", "1b");
    component("plugin", "50");
  }

  TestingNode component(String name, String pair) {
    components.add(new MeasuredComponent(name, "/usr/lib/" + name, digest(pair)));
    return this;
  }

  /** The kernel begins to list files; what the firmware measures later is of another boot. */
  TestingNode listing() {
    firmwarePcrs = ImaVerifier.AGGREGATED.indexes().stream().mapToInt(pcr -> pcr).toArray();
    files =
        new TestingImaLog()
            .bootAggregate(
                ImaVerifier.bootAggregate(HashAlgorithm.SHA256, firmware.pcrs(firmwarePcrs)));
    return this;
  }

  static Sha256 digest(String pair) {
    return Sha256.parse(pair.repeat(32));
  }

  static TestingNode at(Instant instant) {
    return new TestingNode(new TestingClock(instant));
  }

  PcrValues values() {
    Map<Integer, Octets> values = new TreeMap<>(firmware.pcrs(firmwarePcrs).byIndex());
    values.put(COMPONENTS_PCR, log().replay());
    if (files != null) {
      values.putAll(files.pcr10().byIndex());
    }
    return PcrValues.of(PcrBank.SHA256, values);
  }

  ComponentLog log() {
    return new ComponentLog(COMPONENTS_PCR, components);
  }

  Evidence.Logs logs() {
    Octets list = files == null ? Octets.EMPTY : files.ascii();
    return new Evidence.Logs(firmware.bytes(), log().encoded(), list);
  }

  /** The logs with no more than so many lines of files, from there on. */
  Evidence.Logs logs(ImaFrom from, int mostLines) {
    Evidence.Logs part = files.part(from, mostLines);
    return new Evidence.Logs(
        firmware.bytes(), log().encoded(), part.ima(), part.from(), part.more());
  }

  /** What the node sends, and the quote in it. */
  record Shown(VerifiedQuote quote, Evidence evidence) {}

  Shown shown() {
    return shown(values(), logs());
  }

  Shown shown(PcrValues values, Evidence.Logs logs) {
    Challenge challenge = challenge();
    Evidence evidence = attester.answer(challenge, values, logs);
    QuoteExpectation expected =
        new QuoteExpectation(attester.enrolled(), values.selection(), earlier);
    VerifiedQuote quote = verifier.verify(evidence, expected, challenge).accepted().orElseThrow();
    earlier = Optional.of(quote.clock());
    return new Shown(quote, evidence);
  }

  /** What the node answers, as its TPM quotes it, and what the verifier says to that. */
  record Answered(Verdict<VerifiedQuote> verdict, Evidence evidence) {
    Verdict.Refused<VerifiedQuote> refused() {
      return (Verdict.Refused<VerifiedQuote>) verdict;
    }
  }

  /** An answer that somebody alters on its way. */
  Answered altered(UnaryOperator<Evidence> alteration) {
    return quoting(values(), alteration);
  }

  /** An answer with a quote of those values, altered on its way. */
  Answered quoting(PcrValues quoted, UnaryOperator<Evidence> alteration) {
    Challenge challenge = challenge();
    return judged(alteration.apply(attester.answer(challenge, quoted, logs())), challenge);
  }

  /** A right answer to a question that was answered before. */
  Answered replayed() {
    Challenge challenge = challenge();
    Evidence evidence = attester.answer(challenge, values(), logs());
    var unused = judged(evidence, challenge);
    return judged(evidence, challenge);
  }

  /** A right answer of a TPM that was put back to before the last one. */
  Answered rolledBack() {
    ClockReading now = shown().quote().clock();
    earlier =
        Optional.of(
            new ClockReading(now.millis(), now.resetCount() + 1, now.restartCount(), now.safe()));
    return altered(right -> right);
  }

  private Challenge challenge() {
    return book.issue(new NodeName("node-1"), new Challenge.Session("s"), digest("11"));
  }

  private Answered judged(Evidence evidence, Challenge challenge) {
    QuoteExpectation expected =
        new QuoteExpectation(attester.enrolled(), values().selection(), earlier);
    return new Answered(verifier.verify(evidence, expected, challenge), evidence);
  }

  /** Measures one more thing in the firmware. */
  TestingNode measured(int pcr, EventType type, String text) {
    firmware.measured(pcr, type, TestingEventLog.hex(text));
    return this;
  }

  static String sha256(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "sha256:" + HashAlgorithm.SHA256.hash(Octets.of(bytes)).hex();
  }
}
