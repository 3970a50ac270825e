package org.icecoat.trust.evidence.vm;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;

/** What nodes state in these tests. */
final class TestingStatements {
  static final VmId VM = VmId.parse("7f3a09c2-1111-4222-8333-444455556666");
  static final VmId OTHER = VmId.parse("c0ffee00-1111-4222-8333-444455556666");

  private TestingStatements() {}

  static VmStatement of(VmId vm) {
    return new VmStatement(
        vm,
        new Epoch(2),
        Dn.parse("CN=Alice,O=Grid"),
        new VmStatement.Images(
            image("1a"), Optional.of(new VmStatement.Boot(image("2b"), image("3c")))),
        Optional.of(Sha256.parse("4d".repeat(32))),
        VmStatement.State.RUNNING,
        Instant.parse("2026-03-01T12:00:00.123456Z"));
  }

  /** Without what may be absent. */
  static VmStatement least() {
    return new VmStatement(
        VM,
        new Epoch(1),
        Dn.parse("CN=Bob,O=Grid"),
        new VmStatement.Images(image("1a"), Optional.empty()),
        Optional.empty(),
        VmStatement.State.PREPARED,
        Instant.EPOCH);
  }

  static ImageId image(String pair) {
    return ImageId.parse(pair.repeat(32));
  }
}
