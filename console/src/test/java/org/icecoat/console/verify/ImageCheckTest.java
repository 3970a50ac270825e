package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.proof.ManifestMapper;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.Test;

/** A disk that is booted without firmware is the registered one only by its own kernel. */
class ImageCheckTest {
  private final TestingLog log = new TestingLog();
  private final TestingLoggedImage kernel = new TestingLoggedImage("linux", log);
  private final TestingLoggedImage ramdisk = TestingLoggedImage.ramdisk("initrd", log);
  private final TestingLoggedImage disk = TestingLoggedImage.disk("small", kernel, ramdisk);
  private final TestingLoggedImage other = new TestingLoggedImage("rescue", log);
  private final Map<ImageId, Manifest> shown = new HashMap<>();

  ImageCheckTest() {
    for (TestingLoggedImage each : List.of(kernel, ramdisk, disk, other)) {
      shown.put(each.id(), ManifestMapper.manifest(each.wire().getManifest()));
    }
  }

  @Test
  void the_kernel_and_the_ramdisk_that_the_manifest_names_are_proved_by_the_log() {
    assertThat(booted(disk, kernel, ramdisk))
        .contains(
            Claim.proved("kernel", "logged " + kernel.id()),
            Claim.proved("initial ramdisk", "logged " + ramdisk.id()));
  }

  @Test
  void another_kernel_or_ramdisk_is_refuted_however_well_it_is_logged() {
    assertThat(booted(disk, other, ramdisk))
        .contains(
            Claim.refuted(
                "kernel",
                "the node boots the disk by %s, its manifest names %s"
                    .formatted(other.id(), kernel.id())),
            Claim.proved("initial ramdisk", "logged " + ramdisk.id()));
    assertThat(booted(disk, kernel, other))
        .contains(Claim.proved("kernel", "logged " + kernel.id()))
        .anyMatch(one -> one.what().equals("initial ramdisk") && one.is(Claim.Result.REFUTED));
  }

  @Test
  void a_disk_that_boots_by_its_own_loader_has_no_kernel_and_another_needs_its_own() {
    assertThat(booted(other, kernel, ramdisk))
        .filteredOn(one -> one.is(Claim.Result.REFUTED))
        .extracting(Claim::what)
        .containsExactly("kernel", "initial ramdisk");
    assertThat(claims(disk, Optional.empty()))
        .filteredOn(one -> one.is(Claim.Result.REFUTED))
        .extracting(Claim::why)
        .containsExactly(
            "the node boots the disk by none, its manifest names " + kernel.id(),
            "the node boots the disk by none, its manifest names " + ramdisk.id());
    assertThat(claims(other, Optional.empty())).noneMatch(one -> one.is(Claim.Result.REFUTED));
  }

  @Test
  void a_kernel_is_not_proved_where_the_store_does_not_show_what_the_disk_boots_by() {
    shown.remove(disk.id());
    assertThat(booted(disk, kernel, ramdisk))
        .filteredOn(one -> one.what().equals("kernel"))
        .singleElement()
        .matches(one -> one.is(Claim.Result.UNPROVED))
        .matches(one -> one.why().contains("whether the disk boots by it"));
  }

  private List<Claim> booted(
      TestingLoggedImage image, TestingLoggedImage by, TestingLoggedImage initialRamdisk) {
    return claims(image, Optional.of(new VmStatement.Boot(by.id(), initialRamdisk.id())));
  }

  private List<Claim> claims(TestingLoggedImage image, Optional<VmStatement.Boot> boot) {
    VmStatement statement =
        new VmStatement(
            VmId.parse("7f3a09c2-1111-4222-8333-444455556666"),
            new Epoch(1),
            Dn.parse("CN=Alice,O=Grid"),
            new VmStatement.Images(image.id(), boot),
            Optional.empty(),
            VmStatement.State.RUNNING,
            Instant.EPOCH);
    return new ImageCheck(
            Optional.of(new ImageRequirements.ById(image.id())),
            Optional.of(image.id().toString()),
            new Shown())
        .claims(statement, UnaryOperator.identity());
  }

  /** A store whose log has every image. */
  private final class Shown implements ImageCheck.Proofs {
    @Override
    public List<Claim> claims(ImageId image) {
      return List.of(Claim.proved("entry", "logged " + image));
    }

    @Override
    public Optional<Manifest> manifest(ImageId image) {
      return Optional.ofNullable(shown.get(image));
    }
  }
}
