package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingImages;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which image a VM has that waits for room, where two would do and each runs elsewhere. */
class WaitingImageTest {
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);
  private static final Manifest ARM =
      TestingImages.image("hmmer-arm", "aarch64", Component.of("hmmer", "3.3.2"));

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.images.add(ARM);
    factory.nodes.with("node-x86", ROOM);
    factory.enrol("node-x86");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private Vm filling() {
    Vm vm =
        factory.deploy(
            "filling",
            TestingFactory.wish(new DeploymentTime.Now(), TestingFactory.resources(8, 256)));
    return factory.await(vm.id(), VmState.RUNNING);
  }

  /** A VM that has an image and no node. */
  private Vm waiting() {
    DeploymentTime until =
        new DeploymentTime.Until(factory.clock.instant().plus(Duration.ofHours(9)));
    Vm vm = factory.deploy("waiting", TestingFactory.wish(until, TestingFactory.resources(1, 256)));
    factory.awaitMinutes(
        () ->
            assertThat(factory.find(vm.id()).placed().image())
                .hasValueSatisfying(i -> assertThat(i.disk()).isEqualTo(TestingImages.HMMER)));
    return vm;
  }

  private void enrolArm() {
    factory.nodes.with("node-arm", new Architecture("aarch64"), ROOM);
    factory.enrol("node-arm");
  }

  @Test
  void room_for_another_image_of_the_request_is_taken() {
    filling();
    Vm vm = waiting();
    enrolArm();
    Vm running = factory.awaitWatching(vm.id(), VmState.RUNNING);
    assertThat(running.node().orElseThrow().value()).isEqualTo("node-arm");
    assertThat(running.placed().image().orElseThrow().disk()).isEqualTo(ARM);
    assertThat(factory.factory().finder().history(running))
        .extracting(HistoryEntry::event)
        .containsSubsequence("image-chosen", "image-changed", "placed");
  }

  @Test
  void a_store_that_is_down_changes_nothing_for_a_vm_that_waits() {
    Vm filling = filling();
    Vm vm = waiting();
    factory.images.breakDown(true);
    enrolArm();
    int before = factory.images.searches();
    factory.awaitMinutes(() -> assertThat(factory.images.searches()).isGreaterThan(before + 1));
    factory.factory().orders().destroy(TestingFactory.ALICE, filling.id());
    Vm running = factory.awaitWatching(vm.id(), VmState.RUNNING);
    assertThat(running.node().orElseThrow().value()).isEqualTo("node-x86");
    assertThat(running.placed().image().orElseThrow().disk()).isEqualTo(TestingImages.HMMER);
  }
}
