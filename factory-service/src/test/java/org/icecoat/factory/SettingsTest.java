package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.VmName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.access.Caller;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set of a VM that is there is bound by what its owner may have. */
class SettingsTest {
  private static final Caller ALICE = TestingFactory.ALICE;
  private static final VoName BIOMED = new VoName("/biomed");
  private static final Caller MEMBER = new Caller(ALICE.dn(), List.of(BIOMED));
  private static final Caller LIMITED =
      new Caller(ALICE.dn(), List.of(BIOMED), Caller.Credential.LIMITED_PROXY);
  private static final NodeName NODE = new NodeName("node-1");

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.nodes.with("node-1", new Capacity(6, 4096, 100_000));
    factory.enrol("node-1");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private static AccessRule forAlice(long vms, long cpus, long memory, Duration lease) {
    return new AccessRule(ALICE.dn(), null, true, vms, cpus, memory, lease);
  }

  private Vm running(Caller caller, int cpus) {
    Vm vm =
        factory
            .factory()
            .deployments()
            .deploy(
                caller,
                new ClientToken("settings-" + cpus),
                TestingFactory.wish(new DeploymentTime.Now(), TestingFactory.resources(cpus, 256)),
                Optional.empty());
    return factory.await(vm.id(), VmState.RUNNING);
  }

  private Vm set(Caller caller, Vm vm, Settings settings) {
    return factory.factory().vmSettings().set(caller, vm.id(), settings);
  }

  private static Settings cpus(int cpus) {
    return settings(Optional.empty(), Optional.of(new CpuCount(cpus)), Optional.empty());
  }

  private static Settings memory(int mib) {
    return settings(Optional.empty(), Optional.empty(), Optional.of(new MemoryMiB(mib)));
  }

  private static Settings lease(Duration duration) {
    LeaseWish wish = new LeaseWish(duration, Optional.empty(), Optional.empty());
    return settings(Optional.of(wish), Optional.empty(), Optional.empty());
  }

  private static Settings settings(
      Optional<LeaseWish> lease, Optional<CpuCount> cpus, Optional<MemoryMiB> memory) {
    return new Settings(Optional.empty(), lease, Optional.empty(), cpus, memory);
  }

  private static Settings name(String name) {
    return new Settings(
        Optional.of(new VmName(name)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void assertRefused(FactoryFault fault, ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void a_vm_does_not_outgrow_its_owner_s_quota_or_longest_lease() {
    factory.withRule(forAlice(2, 4, 1024, Duration.ofHours(2)));
    Vm vm = running(ALICE, 2);
    assertRefused(FactoryFault.QUOTA_EXCEEDED, () -> set(ALICE, vm, cpus(5)));
    assertRefused(FactoryFault.QUOTA_EXCEEDED, () -> set(ALICE, vm, memory(1025)));
    assertRefused(
        FactoryFault.INVALID_REQUEST, () -> set(ALICE, vm, lease(Duration.ofMinutes(121))));
    Settings end = Settings.ofLeaseEnd(factory.clock.instant().plus(Duration.ofMinutes(121)));
    assertRefused(FactoryFault.INVALID_REQUEST, () -> set(ALICE, vm, end));
    set(ALICE, vm, cpus(4));
    set(ALICE, vm, memory(1024));
    Vm longer = set(ALICE, vm, lease(Duration.ofHours(2)));
    assertThat(longer.demand()).isEqualTo(new Capacity(4, 1024, vm.demand().diskMiB()));
  }

  @Test
  void a_vm_does_not_outgrow_its_node() {
    Vm vm = running(ALICE, 2);
    running(ALICE, 3);
    assertRefused(FactoryFault.NOTHING_FITS, () -> set(ALICE, vm, cpus(4)));
    assertRefused(FactoryFault.NOTHING_FITS, () -> set(ALICE, vm, memory(4096 - 255)));
    set(ALICE, vm, cpus(3));
    assertThat(factory.factory().usage().on(NODE).taken().cpus()).isEqualTo(6);
  }

  @Test
  void what_does_not_grow_is_set_although_quota_and_node_have_shrunk() {
    Vm vm = running(ALICE, 4);
    factory.withRule(forAlice(0, 1, 1, Duration.ofMinutes(1)));
    factory.nodes.with("node-1", new Capacity(1, 128, 1));
    factory.awaitMinutes(
        () ->
            assertThat(factory.factory().directory().nodes().get(0).description().get().capacity())
                .isEqualTo(new Capacity(1, 128, 1)));
    set(ALICE, vm, name("kept"));
    set(ALICE, vm, cpus(3));
    set(ALICE, vm, memory(200));
    Vm shorter = set(ALICE, vm, lease(Duration.ofMinutes(20)));
    assertThat(shorter.terms().leaseEnd()).isBefore(vm.terms().leaseEnd());
    assertRefused(FactoryFault.QUOTA_EXCEEDED, () -> set(ALICE, vm, cpus(4)));
    assertRefused(FactoryFault.INVALID_REQUEST, () -> set(ALICE, vm, lease(Duration.ofHours(3))));
  }

  @Test
  void what_a_vo_s_rule_gave_is_not_had_without_the_vo() {
    factory.withRule(new AccessRule(null, BIOMED, true, 4L, 4L, null, Duration.ofHours(2)));
    Vm vm = running(MEMBER, 2);
    for (Caller caller : List.of(ALICE, LIMITED)) {
      assertRefused(FactoryFault.NOT_AUTHORIZED, () -> set(caller, vm, cpus(3)));
      assertRefused(FactoryFault.NOT_AUTHORIZED, () -> set(caller, vm, memory(257)));
      assertRefused(FactoryFault.NOT_AUTHORIZED, () -> set(caller, vm, lease(Duration.ofDays(30))));
      assertRefused(
          FactoryFault.NOT_AUTHORIZED,
          () -> set(caller, vm, Settings.ofLeaseEnd(vm.terms().leaseEnd().plusSeconds(60))));
    }
    set(ALICE, vm, name("mine"));
    set(ALICE, vm, cpus(1));
    assertRefused(FactoryFault.QUOTA_EXCEEDED, () -> set(MEMBER, vm, cpus(5)));
    set(MEMBER, vm, cpus(4));
    set(MEMBER, vm, lease(Duration.ofHours(2)));
  }

  @Test
  void who_has_no_rule_any_more_keeps_what_was_promised_and_gets_nothing_more() {
    Vm vm = running(ALICE, 1);
    factory.withRule(new AccessRule(ALICE.dn(), null, false, 9L, 99L, 99_999L, null));
    assertRefused(FactoryFault.NOT_AUTHORIZED, () -> set(ALICE, vm, cpus(2)));
    assertRefused(FactoryFault.NOT_AUTHORIZED, () -> set(ALICE, vm, lease(Duration.ofHours(2))));
    set(ALICE, vm, lease(Duration.ofMinutes(5)));
  }

  @Test
  void an_administrator_gives_another_s_vm_what_its_owner_may_have() {
    factory.withRule(new AccessRule(null, BIOMED, true, 4L, 3L, null, Duration.ofHours(2)));
    Vm vm = running(MEMBER, 2);
    Caller admin = TestingFactory.ADMIN;
    assertRefused(FactoryFault.QUOTA_EXCEEDED, () -> set(admin, vm, cpus(4)));
    assertRefused(FactoryFault.INVALID_REQUEST, () -> set(admin, vm, lease(Duration.ofHours(3))));
    set(admin, vm, cpus(3));
    set(admin, vm, lease(Duration.ofHours(2)));
  }

  @Test
  void what_is_set_while_the_node_is_told_of_another_size_is_ordered_too() {
    Vm vm = running(ALICE, 2);
    AtomicBoolean once = new AtomicBoolean();
    factory.nodes.afterEach(
        call -> {
          if (call.startsWith("set-resources ") && once.compareAndSet(false, true)) {
            set(ALICE, vm, memory(128));
          }
        });
    set(ALICE, vm, cpus(3));
    factory.awaitMinutes(() -> assertThat(factory.nodes.count("set-resources")).isEqualTo(2));
    factory.awaitMinutes(
        () -> {
          VmReport report = factory.find(vm.id()).report().orElseThrow();
          assertThat(report.cpus()).contains(new CpuCount(3));
          assertThat(report.memory()).contains(new MemoryMiB(128));
        });
  }
}
