package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.text.Moments;
import org.icecoat.console.view.VmView;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.evidence.vm.VmStatement;

/**
 * Compares what the node states of the VM with what its owner expects, and with what the factory
 * says. That both agree proves nothing: the node was told by the factory.
 */
final class StatementCheck {
  private final Expected expected;
  private final VmView factory;
  private final ImageCheck images;
  private final Moments moments;

  /**
   * What the user expects.
   *
   * @param owner whose VM it should be
   * @param asked what it should run
   */
  record Expected(Dn owner, Asked asked) {}

  /**
   * A check.
   *
   * @param factory what the factory says of it
   */
  StatementCheck(Expected expected, VmView factory, ImageCheck.Proofs proofs, Moments moments) {
    this.expected = expected;
    this.factory = factory;
    this.images =
        new ImageCheck(
            expected.asked().image(),
            Optional.ofNullable(factory.image()).map(VmView.ImageName::id),
            proofs);
    this.moments = moments;
  }

  /**
   * What can be said by a statement.
   *
   * @param worth of what nothing but the statement says
   */
  List<Claim> claims(VmStatement statement, UnaryOperator<Claim> worth) {
    List<Claim> claims = new ArrayList<>();
    claims.add(worth.apply(state(statement)));
    claims.add(worth.apply(owner(statement.owner())));
    application(statement.application()).map(worth).ifPresent(claims::add);
    claims.addAll(images.claims(statement, worth));
    return claims;
  }

  private Claim state(VmStatement statement) {
    return Claim.proved(
        "VM",
        "%s in placement %s is %s there, stated at %s"
            .formatted(
                statement.vm().handle(),
                statement.epoch(),
                statement.state().name().toLowerCase(Locale.ROOT),
                moments.full(statement.at())));
  }

  private Claim owner(Dn stated) {
    return stated.equals(expected.owner())
        ? Claim.proved("owner", expected.owner().toString())
        : Claim.refuted("owner", "the node runs it for " + stated);
  }

  /** Empty if there is none, and nobody expects one. */
  private Optional<Claim> application(Optional<Sha256> stated) {
    String there = stated.map(Sha256::toString).orElse(null);
    if (!Objects.equals(there, factory.application().digest())) {
      return Optional.of(
          Claim.refuted(
              "application",
              "the node has %s, the factory speaks of %s"
                  .formatted(named(there), named(factory.application().digest()))));
    }
    Optional<Asked.Code> wanted = expected.asked().code();
    if (stated.isEmpty() && wanted.flatMap(Asked.Code::digest).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        wanted
            .map(code -> asked(new Asked.Code(stated), code))
            .orElseGet(
                () ->
                    Claim.unproved(
                        "application",
                        there + ", as the factory says; show yours with --file or --application")));
  }

  private static Claim asked(Asked.Code stated, Asked.Code wanted) {
    return stated.equals(wanted)
        ? Claim.proved("application", stated + ", the one that you handed in")
        : Claim.refuted(
            "application", "the node has %s, you handed in %s".formatted(stated, wanted));
  }

  private static String named(String digest) {
    return digest == null ? "none" : digest;
  }
}
