package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.icecoat.plugin.image.TestingImages;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node gets before a VM is ordered. */
class ExpectedImagesTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement placement = TestingNode.placement();

  @BeforeEach
  void begin() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
  }

  @AfterEach
  void end() {
    node.close();
  }

  private void expect() {
    node.vms().expected().expect(TestingImages.STORE, image());
  }

  private OrderedImage image() {
    return node.order(placement).image();
  }

  private void prepared() {
    node.vms().prepare(node.order(placement), Optional.empty());
    await()
        .until(
            () ->
                node.published.stream().anyMatch(report -> report.state() == NodeVmState.PREPARED));
  }

  private long bytes() {
    return image().contents().stream().mapToLong(content -> content.content().bytes()).sum();
  }

  @Test
  void an_image_that_is_not_here_is_fetched_before_it_is_ordered_and_not_again() {
    expect();
    await().until(() -> node.store.delivered.get() == bytes());
    prepared();
    assertThat(node.store.delivered).hasValue(bytes());
  }

  @Test
  void an_order_waits_for_what_is_on_its_way() {
    node.store.gate = new CountDownLatch(1);
    expect();
    await().until(() -> !node.store.offsets.isEmpty());
    node.vms().prepare(node.order(placement), Optional.empty());
    node.store.gate.countDown();
    prepared();
    assertThat(node.store.delivered).hasValue(bytes());
  }

  @Test
  void what_is_here_is_not_looked_at_before_it_is_ordered() {
    prepared();
    int asked = node.store.offsets.size();
    node.store.away = true;
    expect();
    assertThat(node.store.offsets).hasSize(asked);
  }

  @Test
  void a_store_that_is_away_harms_nothing() {
    node.store.away = true;
    expect();
    node.store.away = false;
    prepared();
  }
}
