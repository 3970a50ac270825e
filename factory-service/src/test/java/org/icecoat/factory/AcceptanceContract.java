package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.NodeAdministration;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.store.VmListing;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold on every database when many ask at the same time. */
abstract class AcceptanceContract {
  private static final int MANY = 12;
  private static final Duration HOUR = Duration.ofHours(1);

  private TestingFactory factory;

  /** An empty database. */
  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    AccessRule rule =
        new AccessRule(TestingFactory.ALICE.dn(), null, true, 6L, 7L, 2048L, Duration.ofHours(2));
    factory = new TestingFactory(emptyDatabase()).withRule(rule).begin();
    factory.nodes.with("node-1", new Capacity(4, 8192, 100_000));
    factory.enrol("node-1");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private static <T> List<Future<T>> atOnce(List<Callable<T>> calls) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      return threads.invokeAll(calls);
    } finally {
      threads.shutdown();
    }
  }

  private DeploymentTime later() {
    return new DeploymentTime.Until(factory.clock.instant().plus(Duration.ofHours(5)));
  }

  @Test
  void a_token_sent_many_times_at_once_gives_one_vm() throws Exception {
    List<Callable<VmId>> calls = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      calls.add(() -> factory.deploy("same", TestingFactory.wish()).id());
    }
    Set<VmId> ids = new HashSet<>();
    for (Future<VmId> answer : atOnce(calls)) {
      ids.add(answer.get());
    }
    assertThat(ids).hasSize(1);
    factory.await(ids.iterator().next(), VmState.RUNNING);
    assertThat(factory.nodes.on("node-1")).hasSize(1);
    assertThatThrownBy(
            () ->
                factory.deploy(
                    "same", TestingFactory.wish(later(), TestingFactory.resources(2, 256))))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.TOKEN_CONFLICT));
  }

  @Test
  void a_retry_that_finds_the_last_room_taken_by_its_own_vm_gets_that_vm() {
    VmWish wish = TestingFactory.wish(new DeploymentTime.Now(), TestingFactory.resources(4, 256));
    AtomicReference<Vm> first = new AtomicReference<>();
    factory.images.duringNextSearch(
        () -> first.set(factory.await(factory.deploy("again", wish).id(), VmState.RUNNING)));
    Vm retried = factory.deploy("again", wish);
    assertThat(retried.id()).isEqualTo(first.get().id());
    assertThatThrownBy(() -> factory.deploy("other", wish))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOTHING_FITS));
  }

  @Test
  void a_quota_holds_when_many_ask_at_once() throws Exception {
    List<Callable<VmId>> calls = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String token = "quota-" + i;
      calls.add(
          () ->
              factory
                  .deploy(token, TestingFactory.wish(later(), TestingFactory.resources(1, 64)))
                  .id());
    }
    int accepted = 0;
    for (Future<VmId> answer : atOnce(calls)) {
      try {
        answer.get();
        accepted++;
      } catch (ExecutionException e) {
        assertThat(((FactoryException) e.getCause()).fault())
            .isEqualTo(FactoryFault.QUOTA_EXCEEDED);
      }
    }
    assertThat(accepted).isEqualTo(6);
  }

  @Test
  void cpus_and_memory_of_all_vms_together_and_the_longest_lease_are_bound_too() {
    factory.deploy("first", TestingFactory.wish(later(), TestingFactory.resources(3, 1024)));
    assertExceeds("cpus", TestingFactory.resources(5, 64));
    assertExceeds("memory-mib", TestingFactory.resources(1, 1025));
    VmWish wish = TestingFactory.wish(later(), TestingFactory.resources(4, 1024));
    assertThatThrownBy(
            () -> factory.deploy("long", TestingFactory.with(wish, lasting(HOUR.multipliedBy(3)))))
        .hasMessageContaining("at most PT2H");
    factory.deploy("second", TestingFactory.with(wish, lasting(HOUR.multipliedBy(2))));
    assertThat(factory.factory().usage().by(TestingFactory.ALICE.dn()).taken())
        .extracting(Capacity::cpus, Capacity::memoryMiB)
        .containsExactly(7L, 2048L);
  }

  private static LeaseWish lasting(Duration duration) {
    return new LeaseWish(duration, Optional.empty(), Optional.empty());
  }

  private void assertExceeds(String quota, VmResources asked) {
    assertThatThrownBy(() -> factory.deploy("exceeds", TestingFactory.wish(later(), asked)))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e ->
                assertThat(e.detail())
                    .isInstanceOfSatisfying(
                        FaultDetail.Quota.class, d -> assertThat(d.name()).isEqualTo(quota)));
  }

  @Test
  void those_that_wait_for_room_get_it_when_it_is_free_and_a_node_is_never_oversubscribed() {
    List<Vm> vms = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      vms.add(
          factory.deploy(
              "room-" + i, TestingFactory.wish(later(), TestingFactory.resources(1, 64))));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(running(vms)).isEqualTo(4));
    Vm first = vms.stream().filter(this::isRunning).findFirst().orElseThrow();
    factory.factory().orders().destroy(TestingFactory.ALICE, first.id());
    factory.await(first.id(), VmState.DESTROYED);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(running(vms)).isEqualTo(4));
    assertThat(factory.factory().usage().on(new NodeName("node-1")).taken().cpus()).isEqualTo(4);
  }

  private boolean isRunning(Vm vm) {
    return factory.find(vm.id()).state() == VmState.RUNNING;
  }

  private long running(List<Vm> vms) {
    return vms.stream().filter(this::isRunning).count();
  }

  @Test
  void a_node_with_vms_is_not_removed_and_drains_as_they_end() {
    Vm vm = factory.await(factory.deploy("drain", TestingFactory.wish()).id(), VmState.RUNNING);
    NodeName node = new NodeName("node-1");
    NodeAdministration administration = factory.factory().administration();
    assertThatThrownBy(() -> administration.remove(TestingFactory.ADMIN, node))
        .isInstanceOf(FactoryException.class);
    assertThatThrownBy(
            () -> administration.drain(TestingFactory.ADMIN, node, Optional.empty(), false))
        .hasMessageContaining("cannot migrate");
    administration.drain(TestingFactory.ADMIN, node, Optional.empty(), true);
    assertThatThrownBy(() -> factory.deploy("more", TestingFactory.wish()))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e -> assertThat(e.fault()).isEqualTo(FactoryFault.NOTHING_FITS));
    factory.factory().orders().evict(TestingFactory.ADMIN, vm.id(), "the node is replaced");
    factory.await(vm.id(), VmState.DESTROYED);
    administration.remove(TestingFactory.ADMIN, node);
    assertThat(administration.list(TestingFactory.ADMIN)).isEmpty();
  }

  @Test
  void a_page_of_a_listing_goes_on_where_the_one_before_ended() {
    List<VmId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.add(
          0,
          factory
              .deploy("list-" + i, TestingFactory.wish(later(), TestingFactory.resources(1, 64)))
              .id());
    }
    VmListing listing = factory.factory().listing();
    List<Vm> first =
        listing.list(
            new VmListing.Page(
                Optional.of(TestingFactory.ALICE.dn()), Set.of(), Optional.empty(), 2));
    List<Vm> second =
        listing.list(
            new VmListing.Page(
                Optional.of(TestingFactory.ALICE.dn()),
                Set.of(),
                Optional.of(first.get(1).id()),
                9));
    assertThat(first).extracting(Vm::id).containsExactlyElementsOf(newestFirst.subList(0, 2));
    assertThat(second).extracting(Vm::id).containsExactlyElementsOf(newestFirst.subList(2, 5));
  }
}
