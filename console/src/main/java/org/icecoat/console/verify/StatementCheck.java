package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claim.Result;
import org.icecoat.console.text.Moments;
import org.icecoat.console.view.VmView;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.evidence.vm.VmStatement;

/** Compares what the node has proved to state of the VM with what its owner expects. */
final class StatementCheck {
  private final Dn owner;
  private final VmView factory;
  private final ImageProofs proofs;
  private final Moments moments;

  /** What the store proves of an image. */
  interface ImageProofs {
    List<Claim> claims(ImageId image);
  }

  /**
   * A check.
   *
   * @param owner whose VM it should be
   * @param factory what the factory says of it
   */
  StatementCheck(Dn owner, VmView factory, ImageProofs proofs, Moments moments) {
    this.owner = owner;
    this.factory = factory;
    this.proofs = proofs;
    this.moments = moments;
  }

  List<Claim> claims(VmStatement statement) {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        Claim.proved(
            "VM",
            "%s in placement %s is %s there, stated at %s"
                .formatted(
                    statement.vm().handle(),
                    statement.epoch(),
                    statement.state().name().toLowerCase(Locale.ROOT),
                    moments.full(statement.at()))));
    claims.add(
        statement.owner().equals(owner)
            ? Claim.proved("owner", owner.toString())
            : Claim.refuted("owner", "the node runs it for " + statement.owner()));
    application(statement.application()).ifPresent(claims::add);
    claims.addAll(images(statement));
    return claims;
  }

  private Optional<Claim> application(Optional<Sha256> stated) {
    String expected = factory.application().digest();
    if (stated.isEmpty() && expected == null) {
      return Optional.empty();
    }
    String there = stated.map(Sha256::toString).orElse("none");
    return Optional.of(
        there.equals(expected)
            ? Claim.proved("application", there)
            : Claim.refuted(
                "application",
                "the node has %s, the factory speaks of %s".formatted(there, expected)));
  }

  private List<Claim> images(VmStatement statement) {
    if (statement.state() == VmStatement.State.PREPARING
        || statement.state() == VmStatement.State.FAILED) {
      return List.of(Claim.unproved("image", "the node has not verified it, or not to the end"));
    }
    ImageId disk = statement.images().disk();
    List<Claim> claims = new ArrayList<>();
    boolean asTold = factory.image() != null && factory.image().id().equals(disk.toString());
    claims.add(
        asTold
            ? Claim.proved("image", disk.toString())
            : Claim.refuted(
                "image", "the node runs %s, not what the factory says".formatted(disk)));
    proofs.claims(disk).forEach(one -> claims.add(one.about("image: " + one.what())));
    statement
        .images()
        .boot()
        .ifPresent(
            boot -> {
              claims.add(summary("kernel", boot.kernel()));
              claims.add(summary("initial ramdisk", boot.initialRamdisk()));
            });
    return claims;
  }

  /** What is worst of it, or where it is in the log. */
  private Claim summary(String what, ImageId image) {
    List<Claim> claims = proofs.claims(image);
    return worst(claims, Result.REFUTED)
        .or(() -> claims.stream().filter(one -> one.what().equals("entry")).findFirst())
        .map(one -> one.about(what))
        .orElseGet(() -> Claim.unproved(what, image + ": the store shows no entry of it"));
  }

  private static Optional<Claim> worst(List<Claim> claims, Result result) {
    return claims.stream().filter(one -> one.is(result)).findFirst();
  }
}
