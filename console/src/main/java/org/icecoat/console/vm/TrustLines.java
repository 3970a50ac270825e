package org.icecoat.console.vm;

import java.time.Instant;
import java.util.function.BiConsumer;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Spans;
import org.icecoat.console.view.NodeTrust;
import org.icecoat.console.view.VmTrust;

/** The lines of a VM's page about trust in its node. */
final class TrustLines {
  private final Moments moments;
  private final BiConsumer<String, String> page;

  /**
   * @param page takes a label and a text
   */
  TrustLines(Moments moments, BiConsumer<String, String> page) {
    this.moments = moments;
    this.page = page;
  }

  /** Nothing if no node is asked to prove anything. */
  void write(VmTrust trust) {
    if (trust == null) {
      return;
    }
    page.accept("Trust", terms(trust.terms()));
    if (trust.attestation() != null) {
      page.accept("Proof", proof(trust.attestation()));
      trust.attestation().reasons().forEach(reason -> page.accept("Reason", reason));
    }
    if (trust.lostAt() != null) {
      page.accept("Trust lost", "since " + moments.full(trust.lostAt()));
    }
  }

  private static String terms(VmTrust.Terms terms) {
    if (terms == null) {
      return "none is demanded: nothing happens when it is lost";
    }
    String age =
        terms.maximalAge() == null
            ? ""
            : ", by a proof at most %s old".formatted(Spans.text(terms.maximalAge()));
    return "policy %s%s, on loss %s".formatted(terms.policy(), age, terms.onLoss());
  }

  private String proof(NodeTrust proof) {
    String by = proof.policy() == null ? "" : " by " + proof.policy();
    String age = proof.age() == null ? "" : ", " + Spans.text(proof.age()) + " old";
    return proof.verdict() + by + age + until(proof.validUntil());
  }

  private String until(Instant end) {
    return end == null ? "" : ", counts until " + moments.end(end);
  }
}
