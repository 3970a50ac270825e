package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.image.ImageCacheSettings;
import org.icecoat.plugin.image.ImageWitness;
import org.icecoat.plugin.image.RememberedLog;
import org.icecoat.plugin.image.TestingImages;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Owner;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before which starts a node that was told the store's log asks for proof. */
class StartImagesTest {
  @TempDir Path folder;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TestingClock clock = new TestingClock(TestingLog.NOW);
  private final TestingImages store = new TestingImages();
  private final PrepareOrder order =
      order(new OrderedImage(store.add(1 << 20, 1), new DiskMiB(2), Optional.empty()));
  private StartImages images;

  @BeforeEach
  void begin() throws IOException {
    Sha256 log = new TestingLog().key().id();
    ImageCache cache =
        new ImageCache(
            new ImageCacheSettings(folder.resolve("images"), 100 << 20, 2, Clock.systemUTC()),
            store,
            executor,
            new FileVerifier(executor, 2),
            Optional.of(
                new ImageWitness(
                    new LogWitness(log, new RememberedLog(folder, log), clock), store)));
    images = new StartImages(cache, clock);
    store.showing =
        (image, since) -> {
          throw new PluginException(PluginFault.IMAGE_RETIRED, "It has been retired: has a hole");
        };
  }

  @AfterEach
  void end() {
    TestingThreads.letEnd(executor);
  }

  @Test
  void what_has_just_been_prepared_is_proved_and_starts_once() {
    images.prepared(order.placement().id());
    images.require(order, new Wanted(order.placement().id()));
    refused();
  }

  @Test
  void what_was_prepared_long_ago_is_proved_again() {
    images.prepared(order.placement().id());
    clock.advance(StartImages.FRESH);
    refused();
  }

  @Test
  void what_was_prepared_before_a_vm_went_is_proved_again() {
    images.prepared(order.placement().id());
    images.forget(order.placement().id());
    refused();
  }

  private void refused() {
    assertThatThrownBy(() -> images.require(order, new Wanted(order.placement().id())))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.IMAGE_RETIRED))
        .hasMessageContaining("has a hole");
  }

  private static PrepareOrder order(OrderedImage image) {
    return new PrepareOrder(
        TestingNode.placement(),
        new VmName("testing"),
        new Owner(TestingNode.ALICE, List.of()),
        TestingImages.STORE,
        image,
        new VmResources(
            new CpuCount(1),
            new MemoryMiB(256),
            Optional.empty(),
            new CpuCount(1),
            new MemoryMiB(256)),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
