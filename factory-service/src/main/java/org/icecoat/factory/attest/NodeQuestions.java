package org.icecoat.factory.attest;

import java.util.Optional;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore.Known;
import org.icecoat.trust.evidence.ClockRule.Boot;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.PcrSelection;

/**
 * Asks a node for evidence, and again for each further part of a list of files that is too long for
 * one answer. Each part comes with a quote of its own; that of the last part has to cover them all.
 */
final class NodeQuestions {
  /** More than half a gigabyte of lines. */
  private static final int MOST_PARTS = 64;

  private final NodeExchange exchange;
  private final QuoteVerifier verifier;

  NodeQuestions(NodeExchange exchange, QuoteVerifier verifier) {
    this.exchange = exchange;
    this.verifier = verifier;
  }

  /** Which node, what is known of it, and over what it is to quote. */
  record Asked(NodeAddress node, Known known, PcrSelection selection) {}

  /**
   * What a node answered last.
   *
   * @param begun where the list of its files was to begin
   */
  record Proof(NodeExchange.Answer answer, Verdict<VerifiedQuote> verdict, FilesBefore begun) {
    /** What is known of the list of this boot. */
    FilesBefore before() {
      return ofOtherBoot() ? FilesBefore.NONE : begun;
    }

    private boolean ofOtherBoot() {
      return verdict.accepted().filter(quote -> quote.boot() != Boot.SAME).isPresent();
    }
  }

  /**
   * Asks until all of the list has come, or something is wrong. A machine that was restarted has
   * another list, which is asked for from its first line on.
   */
  Proof ask(Asked asked, FilesBefore from, FileMemory memory) {
    Proof proof = once(asked, from, asked.known().clock());
    for (int parts = 1; parts < MOST_PARTS; parts++) {
      Optional<FilesBefore> next = next(proof, memory);
      if (next.isEmpty()) {
        return proof;
      }
      proof = once(asked, next.get(), proof.verdict().accepted().map(VerifiedQuote::clock));
    }
    return proof;
  }

  private static Optional<FilesBefore> next(Proof proof, FileMemory memory) {
    return proof.begun().any() && proof.ofOtherBoot()
        ? Optional.of(FilesBefore.NONE)
        : proof
            .verdict()
            .accepted()
            .flatMap(quote -> memory.next(quote, proof.answer().evidence(), proof.before()));
  }

  private Proof once(Asked asked, FilesBefore from, Optional<ClockReading> clock) {
    NodeExchange.Answer answer =
        exchange.ask(asked.node(), asked.selection(), from.position().from());
    QuoteExpectation expected =
        new QuoteExpectation(asked.known().tpm().attestationKey(), asked.selection(), clock);
    return new Proof(
        answer, verifier.verify(answer.evidence(), expected, answer.challenge()), from);
  }
}
