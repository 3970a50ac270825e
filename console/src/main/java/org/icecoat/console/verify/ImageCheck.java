package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claim.Result;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageMatch;
import org.icecoat.domain.image.match.ImageMatch.DoesNotFit;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.trust.evidence.vm.VmStatement;

/** Whether the image that a node says it runs is the one that was asked for. */
final class ImageCheck {
  private final Optional<ImageRequirements> asked;
  private final Optional<String> told;
  private final Proofs proofs;

  /** What the store proves. */
  interface Proofs {
    /** All that can be said of an image. */
    List<Claim> claims(ImageId image);

    /** Its manifest; empty if the store does not show the one that this id stands for. */
    Optional<Manifest> manifest(ImageId image);
  }

  /**
   * A check.
   *
   * @param asked which image the user asked for, if he knows it
   * @param told the id of the image of which the factory speaks, if it does
   */
  ImageCheck(Optional<ImageRequirements> asked, Optional<String> told, Proofs proofs) {
    this.asked = asked;
    this.told = told;
    this.proofs = proofs;
  }

  /**
   * What can be said of the images that the node states.
   *
   * @param worth of what only the statement says; what a log proves of an image does not rest on it
   */
  List<Claim> claims(VmStatement statement, UnaryOperator<Claim> worth) {
    if (statement.state() == VmStatement.State.PREPARING
        || statement.state() == VmStatement.State.FAILED) {
      return List.of(Claim.unproved("image", "the node has not verified it, or not to the end"));
    }
    ImageId disk = statement.images().disk();
    List<Claim> claims = new ArrayList<>();
    claims.add(worth.apply(disk(disk)));
    proofs.claims(disk).forEach(one -> claims.add(one.about("image: " + one.what())));
    statement
        .images()
        .boot()
        .ifPresent(
            boot -> {
              claims.add(worth.apply(summary("kernel", boot.kernel())));
              claims.add(worth.apply(summary("initial ramdisk", boot.initialRamdisk())));
            });
    return claims;
  }

  private Claim disk(ImageId disk) {
    if (told.filter(disk.toString()::equals).isEmpty()) {
      return Claim.refuted("image", "the node runs %s, not what the factory says".formatted(disk));
    }
    return asked
        .map(wanted -> judged(disk, wanted))
        .orElseGet(
            () ->
                Claim.unproved(
                    "image",
                    disk
                        + ", as the factory says; name what you asked for with --image or --file"));
  }

  private Claim judged(ImageId disk, ImageRequirements wanted) {
    if (wanted instanceof ImageRequirements.ById one) {
      return one.id().equals(disk)
          ? Claim.proved("image", disk + ", the one that you asked for")
          : Claim.refuted("image", "the node runs %s, you asked for %s".formatted(disk, one.id()));
    }
    return proofs
        .manifest(disk)
        .map(manifest -> judged(manifest, wanted))
        .orElseGet(
            () -> Claim.unproved("image", disk + ", of which the store does not show what it is"));
  }

  private static Claim judged(Manifest manifest, ImageRequirements wanted) {
    ImageMatch match = wanted.match(manifest);
    if (match instanceof DoesNotFit no) {
      return Claim.refuted(
          "image",
          "the node runs %s, which is not what you asked for: %s"
              .formatted(
                  manifest.id(),
                  no.reasons().stream()
                      .map(Mismatch::description)
                      .collect(Collectors.joining("; "))));
    }
    return Claim.proved("image", manifest.id() + ", which is as you asked for it");
  }

  /** What is worst of it, or where it is in the log. */
  private Claim summary(String what, ImageId image) {
    List<Claim> claims = proofs.claims(image);
    return claims.stream()
        .filter(one -> one.is(Result.REFUTED))
        .findFirst()
        .or(() -> claims.stream().filter(one -> one.what().equals("entry")).findFirst())
        .map(one -> one.about(what))
        .orElseGet(() -> Claim.unproved(what, image + ": the store shows no entry of it"));
  }
}
