package org.icecoat.console.verify;

import java.util.Map;
import java.util.Optional;
import org.icecoat.console.Consoles;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.testing.TestingLog;

/** A disk that is booted without firmware, its kernel and its ramdisk, all three in one log. */
record BootedDisk(
    TestingLog log,
    TestingLoggedImage disk,
    TestingLoggedImage kernelImage,
    TestingLoggedImage ramdiskImage) {
  static BootedDisk in(TestingLog log) {
    TestingLoggedImage kernel = new TestingLoggedImage("linux", log).registered();
    TestingLoggedImage ramdisk = TestingLoggedImage.ramdisk("initrd", log).registered();
    return new BootedDisk(
        log, TestingLoggedImage.disk("small", kernel, ramdisk).registered(), kernel, ramdisk);
  }

  ImageId id() {
    return disk.id();
  }

  ImageId kernel() {
    return kernelImage.id();
  }

  ImageId ramdisk() {
    return ramdiskImage.id();
  }

  /** Has the user's store show them. */
  void shownBy(Consoles icecoat) {
    Map<String, TestingLoggedImage> all =
        Map.of(
            id().toString(), disk,
            kernel().toString(), kernelImage,
            ramdisk().toString(), ramdiskImage);
    all.values().forEach(each -> icecoat.services().images().put(each.wire()));
    icecoat.services().images().showing(request -> all.get(request.getId()).answer(request));
  }

  /** A node's statement of a VM of this disk, which has that kernel. */
  VmStatement booted(VmStatement like, ImageId by) {
    return new VmStatement(
        like.vm(),
        like.epoch(),
        like.owner(),
        new VmStatement.Images(id(), Optional.of(new VmStatement.Boot(by, ramdisk()))),
        like.application(),
        like.state(),
        like.at());
  }
}
