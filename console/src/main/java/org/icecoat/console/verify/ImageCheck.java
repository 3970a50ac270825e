package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.Claim.Result;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageMatch;
import org.icecoat.domain.image.match.ImageMatch.DoesNotFit;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.trust.evidence.vm.VmStatement;

/** Whether the image that a node says it runs is the one that was asked for. */
final class ImageCheck {
  private static final String KERNEL = "kernel";
  private static final String RAMDISK = "initial ramdisk";

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
    Optional<Manifest> manifest = proofs.manifest(disk);
    List<Claim> claims = new ArrayList<>();
    claims.add(worth.apply(disk(disk, manifest)));
    proofs.claims(disk).forEach(one -> claims.add(one.about("image: " + one.what())));
    boot(statement.images().boot(), manifest).stream().map(worth).forEach(claims::add);
    return claims;
  }

  private Claim disk(ImageId disk, Optional<Manifest> manifest) {
    if (told.filter(disk.toString()::equals).isEmpty()) {
      return Claim.refuted("image", "the node runs %s, not what the factory says".formatted(disk));
    }
    return asked
        .map(wanted -> judged(disk, manifest, wanted))
        .orElseGet(
            () ->
                Claim.unproved(
                    "image",
                    disk
                        + ", as the factory says; name what you asked for with --image or --file"));
  }

  private static Claim judged(ImageId disk, Optional<Manifest> manifest, ImageRequirements wanted) {
    if (wanted instanceof ImageRequirements.ById one) {
      return one.id().equals(disk)
          ? Claim.proved("image", disk + ", the one that you asked for")
          : Claim.refuted("image", "the node runs %s, you asked for %s".formatted(disk, one.id()));
    }
    return manifest
        .map(known -> judged(known, wanted))
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

  /**
   * Whether the node boots the disk by what its manifest names: by nothing else is it the image.
   */
  private List<Claim> boot(Optional<VmStatement.Boot> stated, Optional<Manifest> manifest) {
    Optional<Boot.DirectKernel> named = manifest.flatMap(ImageCheck::direct);
    if (stated.isEmpty() && named.isEmpty()) {
      return List.of();
    }
    return List.of(
        booted(
            KERNEL,
            stated.map(VmStatement.Boot::kernel),
            manifest.isPresent(),
            named.map(Boot.DirectKernel::kernel)),
        booted(
            RAMDISK,
            stated.map(VmStatement.Boot::initialRamdisk),
            manifest.isPresent(),
            named.map(Boot.DirectKernel::initialRamdisk)));
  }

  private static Optional<Boot.DirectKernel> direct(Manifest manifest) {
    return manifest
        .description()
        .disk()
        .map(ImageUse.Disk::boot)
        .filter(Boot.DirectKernel.class::isInstance)
        .map(Boot.DirectKernel.class::cast);
  }

  private Claim booted(
      String what, Optional<ImageId> stated, boolean known, Optional<ImageId> named) {
    if (known && !stated.equals(named)) {
      return Claim.refuted(
          what,
          "the node boots the disk by %s, its manifest names %s"
              .formatted(named(stated), named(named)));
    }
    Claim shown = summary(what, stated.orElseThrow());
    return known || shown.is(Result.REFUTED)
        ? shown
        : Claim.unproved(
            what, stated.get() + ": the store does not show whether the disk boots by it");
  }

  private static String named(Optional<ImageId> image) {
    return image.map(ImageId::toString).orElse("none");
  }

  /** What is worst of it, or where it is in the log, or why that is not known. */
  private Claim summary(String what, ImageId image) {
    List<Claim> claims = proofs.claims(image);
    return claims.stream()
        .filter(one -> one.is(Result.REFUTED))
        .findFirst()
        .or(() -> about("entry", claims))
        .or(() -> about("log", claims))
        .map(one -> one.about(what))
        .orElseGet(() -> Claim.unproved(what, image + ": the store shows no entry of it"));
  }

  private static Optional<Claim> about(String what, List<Claim> claims) {
    return claims.stream().filter(one -> one.what().equals(what)).findFirst();
  }
}
