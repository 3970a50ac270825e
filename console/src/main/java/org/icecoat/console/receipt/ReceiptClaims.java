package org.icecoat.console.receipt;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.text.Moments;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.ProofCheck;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptFinding;
import org.icecoat.trust.receipt.ReceiptVerdict;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.receipt.SignedPart;

/** Says what a judged receipt proves, what is only stated in it, and by whom. */
final class ReceiptClaims {
  private final Expected expected;
  private final Moments moments;
  private final Clock clock;
  private final List<Claim> claims = new ArrayList<>();

  /**
   * What the reader knows from elsewhere.
   *
   * @param vm that it should be about
   * @param owner whose VM it should be
   * @param log the id of the store's log
   * @param asked what was asked for
   */
  record Expected(Optional<VmId> vm, Optional<Dn> owner, Optional<Sha256> log, AskedVms asked) {}

  ReceiptClaims(Expected expected, Moments moments, Clock clock) {
    this.expected = expected;
    this.moments = moments;
    this.clock = clock;
  }

  List<Claim> of(ReceiptVerdict verdict) {
    if (verdict instanceof ReceiptVerdict.Verified verified) {
      FactoryPart factory = verified.factory().part();
      signed("factory", verified.factory());
      about(factory);
      Asked asked = expected.asked().find(factory.deployment().vm());
      application(factory.deployment().application(), asked.code());
      trust(factory);
      verified
          .node()
          .ifPresentOrElse(
              node -> node(node, factory, asked),
              () -> claims.add(Claim.unproved("node", factory.share().missing().orElseThrow())));
    } else {
      verdict.findings().forEach(this::refuted);
    }
    return List.copyOf(claims);
  }

  private void refuted(ReceiptFinding finding) {
    String party = finding.party().name().toLowerCase(Locale.ROOT);
    claims.add(Claim.refuted(party, finding.plain()));
  }

  private void signed(String party, SignedPart<?> part) {
    String by = "signed by %s, %s".formatted(part.signer(), moments.full(part.signed()));
    claims.add(
        part.trustedNow()
            ? Claim.proved(party, by)
            : Claim.unproved(
                party, by + "; its certificate has ended, or revocations are not at hand"));
  }

  private void about(FactoryPart factory) {
    VmId vm = factory.deployment().vm();
    String which = "%s in placement %s".formatted(vm, factory.deployment().epoch());
    claims.add(
        expected.vm().filter(asked -> !asked.equals(vm)).isPresent()
            ? Claim.refuted("VM", "it is the receipt of " + vm)
            : Claim.stated("VM", which));
    Dn owner = factory.deployment().owner();
    claims.add(
        expected.owner().filter(own -> !own.equals(owner)).isPresent()
            ? Claim.refuted("owner", "it ran for " + owner)
            : Claim.stated("owner", owner.toString()));
    FactoryPart.Times times = factory.times();
    claims.add(
        Claim.stated(
            "deployment",
            "told to start %s, %s"
                .formatted(
                    moments.full(times.ordered()),
                    times
                        .ended()
                        .map(end -> "nothing left " + moments.full(end))
                        .orElse("no end known " + moments.full(times.issued())))));
  }

  private void trust(FactoryPart factory) {
    claims.add(
        factory
            .trust()
            .map(
                one ->
                    Claim.stated(
                        "trust",
                        "the factory found the node %s%s%s"
                            .formatted(
                                one.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                one.policy().map(by -> " by " + by).orElse(""),
                                one.evidence().map(of -> ", evidence " + of).orElse(""))))
            .orElseGet(() -> Claim.unproved("trust", "the node did not have to prove itself")));
  }

  private void application(Optional<Sha256> ran, Optional<Asked.Code> wanted) {
    Asked.Code there = new Asked.Code(ran);
    if (wanted.filter(code -> !code.equals(there)).isPresent()) {
      claims.add(
          Claim.refuted(
              "application", "it ran with %s, you handed in %s".formatted(there, wanted.get())));
    } else {
      ran.ifPresent(digest -> claims.add(Claim.stated("application", digest.toString())));
    }
  }

  private void node(SignedPart<NodePart> signed, FactoryPart factory, Asked asked) {
    NodePart part = signed.part();
    signed("node", signed);
    claims.add(Claim.stated("run", "%s: %s".formatted(part.node(), run(part))));
    part.evidence()
        .ifPresent(
            own -> {
              boolean same =
                  factory
                      .trust()
                      .flatMap(FactoryPart.Trust::evidence)
                      .filter(own::equals)
                      .isPresent();
              String whose = same ? "the node speaks of the same" : "the node had given " + own;
              claims.add(Claim.stated("evidence", whose));
            });
    image("image", part.images().disk());
    asked
        .image()
        .filter(ImageRequirements.ById.class::isInstance)
        .map(one -> ((ImageRequirements.ById) one).id())
        .filter(id -> !id.equals(part.images().disk().id()))
        .ifPresent(id -> claims.add(Claim.refuted("image", "you asked for " + id)));
    part.images().kernel().ifPresent(kernel -> image("kernel", kernel));
    part.images().initialRamdisk().ifPresent(ramdisk -> image("initial ramdisk", ramdisk));
  }

  private String run(NodePart part) {
    RunTime time = part.time();
    if (time.from().isEmpty()) {
      return "it was not seen to run, " + moments.full(part.stated());
    }
    Instant last = time.lastSeen().orElseThrow();
    String end =
        time.gone()
            .map(gone -> "last seen %s, gone %s".formatted(moments.full(last), moments.full(gone)))
            .orElseGet(() -> "running " + moments.full(part.stated()));
    return "from %s, %s".formatted(moments.full(time.from().get()), end);
  }

  private void image(String what, RunImage image) {
    claims.add(Claim.stated(what, "the node ran " + image.id()));
    claims.add(log(image).about(what + ": log"));
  }

  private Claim log(RunImage image) {
    if (image.proof().isEmpty()) {
      return Claim.unproved("log", "the node was not told which log to check");
    }
    EntryProof proof = image.proof().get();
    Sha256 pinned = expected.log().orElse(proof.key().id());
    ProofVerdict verdict =
        new ProofCheck(pinned, clock)
            .judge(
                image.id(),
                proof.registration().entry().image().content(),
                proof.proof(),
                Optional.empty());
    if (verdict instanceof ProofVerdict.Refused refused) {
      return Claim.refuted("log", refused.plain());
    }
    String place = "entry %d of log %s".formatted(proof.position(), proof.key().id().abbreviated());
    return expected.log().isPresent()
        ? Claim.proved("log", place)
        : Claim.unproved("log", place + "; set store-log-key to know whose it is");
  }
}
