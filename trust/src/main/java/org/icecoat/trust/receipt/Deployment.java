package org.icecoat.trust.receipt;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;

/**
 * What a receipt is about: one VM in one placement.
 *
 * @param application digest of its archive, if it has one
 */
public record Deployment(VmId vm, Epoch epoch, Dn owner, Optional<Sha256> application) {
  public Deployment {
    Objects.requireNonNull(vm, "vm");
    Objects.requireNonNull(epoch, "epoch");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(application, "application");
  }

  Lines.Writer written(Lines.Writer lines) {
    return lines
        .line("vm", vm.toString())
        .line("placement", epoch.toString())
        .line("owner", owner.toString())
        .line("application", application.map(Sha256::toString));
  }

  static Deployment read(Lines.Reader lines) {
    return new Deployment(
        VmId.parse(lines.required("vm")),
        new Epoch(Long.parseLong(lines.required("placement"))),
        Dn.parse(lines.required("owner")),
        lines.optional("application").map(Sha256::parse));
  }
}
