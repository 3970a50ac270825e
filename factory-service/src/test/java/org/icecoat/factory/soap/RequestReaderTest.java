package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.SiteRequirements;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.request.VmWish;
import org.icecoat.service.testing.GoldenMessage;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.types.ImageRequirementsType;
import org.junit.jupiter.api.Test;

/** All that a client says is known to the factory, and to the store what concerns it. */
class RequestReaderTest {
  private static final ImageRequirements IMAGE =
      new ImageRequirements.ByDescription(
          Optional.of(new ImageName("hmmer-vm")),
          Optional.of(ComponentRequirement.of("debian", ">=12")),
          Optional.of(new Architecture("x86_64")),
          List.of(ComponentRequirement.of("hmmer", ">=3.3")),
          new Line("Some words"));

  @Test
  void nothing_of_a_request_is_lost() {
    VmRequest request =
        new VmRequest(
            IMAGE,
            new SiteRequirements(
                Optional.of(new NodeName("node2")),
                Optional.of(ComponentRequirement.of("qemu-kvm", ">=7.2")),
                Map.of("site", "north")),
            Set.of(new DatasetName("globins")),
            false,
            new DeploymentTime.Until(Instant.parse("2026-11-23T12:00:00Z")),
            Optional.of(
                new TrustTerms(
                    Optional.of(new PolicyName("site")),
                    Optional.of(Duration.ofMinutes(10)),
                    LossAction.PAUSE)),
            Optional.empty());
    VmResources resources =
        new VmResources(
            new CpuCount(2),
            new MemoryMiB(512),
            Optional.of(new DiskMiB(2048)),
            new CpuCount(4),
            new MemoryMiB(1024));
    LeaseWish lease =
        new LeaseWish(
            Duration.ofHours(1),
            Optional.of(ExpiryAction.SHUTDOWN),
            Optional.of(Duration.ofMinutes(5)));
    DeployVm message = GoldenMessage.read("factory", DeployVm.class);
    assertThat(RequestReader.wish(message.getRequest(), Optional.empty()))
        .isEqualTo(
            new VmWish(
                Optional.of(new VmName("search")),
                request,
                Optional.of(resources),
                Optional.of(lease)));
  }

  @Test
  void the_store_is_asked_for_all_that_the_client_asked_for() {
    Search message = GoldenMessage.read("store", Search.class);
    assertThat(ImageWriter.requirements(IMAGE))
        .usingRecursiveComparison()
        .isEqualTo(message.getRequirements());
  }

  @Test
  void an_image_that_is_named_by_its_id_is_asked_for_by_it() {
    ImageId id = ImageId.parse("sha256:" + "ab".repeat(32));
    ImageRequirementsType wire = ImageWriter.requirements(new ImageRequirements.ById(id));
    assertThat(wire.getId()).isEqualTo(id.toString());
    assertThat(ImageRequirementsReader.requirements(wire))
        .isEqualTo(new ImageRequirements.ById(id));
  }
}
