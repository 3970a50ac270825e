package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.placement.RankedNode;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a match shows as fitting is deployed; why it does not fit is why a deployment is refused.
 */
class MatchTest {
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);
  private static final String TITLE = TestingImages.HMMER.description().title().toString();

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.nodes.with("node-1", ROOM);
    factory.enrol("node-1");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private FactoryException refusal() {
    return catchThrowableOfType(
        FactoryException.class, () -> factory.deploy("1", TestingFactory.wish()));
  }

  @Test
  void what_fits_is_deployed() {
    assertThat(factory.match().fits()).isTrue();
    assertThat(factory.deploy("1", TestingFactory.wish()).placed().image())
        .hasValueSatisfying(image -> assertThat(image.disk()).isEqualTo(TestingImages.HMMER));
  }

  @Test
  void an_image_that_is_not_proved_does_not_fit() {
    factory.images.doubt(new FactoryException(FactoryFault.STORE_UNTRUSTED, "It is an old copy."));
    MatchResult match = factory.match();
    assertThat(match.fits()).isFalse();
    assertThat(match.images()).isEmpty();
    FactoryException refusal = refusal();
    assertThat(refusal.fault()).isEqualTo(FactoryFault.STORE_UNTRUSTED);
    assertThat(match.imageReasons())
        .extracting(Reason::subject, Reason::code, Reason::description)
        .containsExactly(tuple(TITLE, "STORE_UNTRUSTED", refusal.getMessage()));
  }

  @Test
  void beyond_the_quota_no_node_fits() {
    factory.withRule(new AccessRule(TestingFactory.ALICE.dn(), null, true, 0L, null, null, null));
    MatchResult match = factory.match();
    assertThat(match.fits()).isFalse();
    FactoryException refusal = refusal();
    assertThat(refusal.fault()).isEqualTo(FactoryFault.QUOTA_EXCEEDED);
    assertThat(match.nodes().reasons())
        .extracting(Reason::subject, Reason::code, Reason::description)
        .containsExactly(tuple("node-1", "QUOTA_EXCEEDED", refusal.getMessage()));
  }

  @Test
  void images_that_were_left_out_are_told() {
    factory.nodes.with("node-1", new Architecture("riscv64"), ROOM);
    factory.awaitMinutes(() -> assertThat(factory.match().fits()).isFalse());
    for (int i = 1; i <= 15; i++) {
      factory.images.add(TestingImages.image("more-" + i, "x86_64", Component.of("a", "1")));
    }
    assertThat(factory.match().imageReasons()).isEmpty();
    factory.images.add(TestingImages.image("left", "riscv64", Component.of("a", "1")));
    List<Reason> shown = factory.match().imageReasons();
    assertThat(shown)
        .extracting(Reason::subject, Reason::code)
        .containsExactly(tuple("left 1.0", "NOT_COMPARED"));
    assertThat(((FaultDetail.Reasons) refusal().detail()).images()).isEqualTo(shown);
  }

  @Test
  void nodes_have_their_reasons_where_no_image_fits_too() {
    factory
        .factory()
        .administration()
        .cordon(TestingFactory.ADMIN, new NodeName("node-1"), Optional.empty());
    factory.images.forget();
    MatchResult match = factory.match();
    assertThat(match.chosen()).isEmpty();
    assertThat(match.nodes().fitting()).isEmpty();
    assertThat(match.nodes().reasons()).extracting(Reason::code).containsExactly("CORDONED");
    assertThat(((FaultDetail.Reasons) refusal().detail()).nodes())
        .isEqualTo(match.nodes().reasons());
  }

  @Test
  void an_image_that_needs_more_memory_or_disk_than_is_asked_for_does_not_fit() {
    assertThat(TestingImages.HMMER.description().disk().flatMap(ImageUse.Disk::leastMemory))
        .contains(new MemoryMiB(64));
    assertThat(TestingImages.HMMER.virtualSize()).contains(new DiskMiB(1024));
    assertThat(imageCodes(63, 1024)).containsExactly("NEEDS_MORE_MEMORY");
    assertThat(imageCodes(64, 1023)).containsExactly("NEEDS_MORE_DISK");
    assertThat(imageCodes(64, 1024)).isEmpty();
  }

  private List<String> imageCodes(int memory, int disk) {
    VmResources resources =
        new VmResources(
            new CpuCount(1),
            new MemoryMiB(memory),
            Optional.of(new DiskMiB(disk)),
            new CpuCount(1),
            new MemoryMiB(memory));
    MatchResult match = match(TestingFactory.wish(new DeploymentTime.Now(), resources));
    assertThat(match.images()).hasSize(match.imageReasons().isEmpty() ? 1 : 0);
    return match.imageReasons().stream().map(Reason::code).toList();
  }

  private MatchResult match(VmWish wish) {
    return factory.factory().deployments().match(TestingFactory.ALICE, wish);
  }

  @Test
  void of_two_equal_nodes_the_one_with_more_memory_free_comes_first() {
    VmWish half = TestingFactory.wish(new DeploymentTime.Now(), TestingFactory.resources(1, 4096));
    factory.await(factory.deploy("1", half).id(), VmState.RUNNING);
    factory.nodes.with("node-2", ROOM);
    factory.enrol("node-2");
    assertThat(factory.match().nodes().fitting())
        .extracting(each -> each.node().name().value(), RankedNode::score)
        .containsExactly(tuple("node-2", 96), tuple("node-1", 46));
  }
}
