package org.icecoat.plugin.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.VmSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every back end must do. */
public abstract class VmmContract {
  private static final Duration EVENT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Vmm vmm;
  private VmSpec spec;
  private VmId id;

  /** The monitor; a second call gives another door to the same domains. */
  protected abstract Vmm open();

  /** A VM that this monitor can start, with one CPU of two and 128 MiB of 256. */
  protected abstract VmSpec spec(Path folder);

  /**
   * Holds up what is started from now on, before its guest runs.
   *
   * @return lets it go on; empty if this monitor starts in no time
   */
  protected abstract Optional<Runnable> holdStarts();

  /** A running domain that is not Icecoat's. */
  protected abstract VmId foreignDomain();

  @BeforeEach
  void openMonitor() {
    vmm = open();
    spec = spec(folder);
    id = spec.id();
  }

  @AfterEach
  void removeDomain() {
    vmm.destroy(id);
  }

  @Test
  void it_says_what_it_is() {
    VmmCapabilities capabilities = vmm.capabilities();
    assertThat(capabilities.name()).isIn("qemu-kvm", "qemu-tcg", "test", "simulated");
    assertThat(capabilities.version()).matches("[A-Za-z0-9][A-Za-z0-9._+~:-]{0,126}");
    assertThat(capabilities.architectures()).isNotEmpty();
  }

  @Test
  void a_disk_is_made_once_and_then_left_alone() throws Exception {
    vmm.createDisk(spec, Optional.empty());
    Files.writeString(spec.disk().overlay(), "the guest's own");
    vmm.createDisk(spec, Optional.empty());
    assertThat(spec.disk().overlay()).hasContent("the guest's own");
  }

  @Test
  void what_was_never_defined_is_absent_and_cannot_be_started() {
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.ABSENT);
    assertFault(PluginFault.VM_NOT_FOUND, () -> vmm.start(id, Optional.empty()));
    assertFault(PluginFault.VM_NOT_FOUND, () -> vmm.powerOff(id));
  }

  @Test
  void a_defined_domain_is_off_and_carries_its_epoch_and_sizes() {
    define();
    DomainObservation seen = vmm.observe(id);
    assertThat(seen.state()).isEqualTo(DomainState.OFF);
    assertThat(seen.epoch()).contains(new Epoch(3));
    assertThat(seen.resources()).contains(spec.size().now());
  }

  @Test
  void every_operation_but_reset_can_be_repeated() {
    define();
    define();
    twice(() -> vmm.start(id, Optional.empty()), DomainState.RUNNING);
    twice(() -> vmm.pause(id), DomainState.PAUSED);
    twice(() -> vmm.resume(id), DomainState.RUNNING);
    twice(() -> vmm.powerOff(id), DomainState.OFF);
    twice(() -> vmm.destroy(id), DomainState.ABSENT);
  }

  @Test
  void defining_again_leaves_a_running_domain_running() {
    start();
    vmm.define(spec);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void a_domain_that_is_off_can_be_started_again() {
    start();
    vmm.powerOff(id);
    vmm.start(id, Optional.empty());
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void a_domain_that_is_off_cannot_be_paused_resumed_reset_or_asked_to_shut_down() {
    define();
    assertFault(PluginFault.WRONG_STATE, () -> vmm.pause(id));
    assertFault(PluginFault.WRONG_STATE, () -> vmm.resume(id));
    assertFault(PluginFault.WRONG_STATE, () -> vmm.reset(id));
    assertFault(PluginFault.WRONG_STATE, () -> vmm.requestShutdown(id));
  }

  @Test
  void a_reset_domain_runs_even_if_it_was_paused() {
    start();
    vmm.reset(id);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
    vmm.pause(id);
    vmm.reset(id);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void resources_of_a_domain_that_is_off_are_those_it_starts_with() {
    define();
    vmm.setResources(spec.with(TestingSpecs.resources(2, 256)));
    vmm.start(id, Optional.empty());
    assertThat(vmm.observe(id).resources()).contains(TestingSpecs.resources(2, 256));
  }

  @Test
  void a_domain_can_be_destroyed_in_any_state() {
    List<Runnable> ways =
        List.of(
            () -> {},
            () -> vmm.start(id, Optional.empty()),
            () -> {
              vmm.start(id, Optional.empty());
              vmm.pause(id);
            });
    for (Runnable way : ways) {
      define();
      way.run();
      vmm.destroy(id);
      assertThat(vmm.observe(id).state()).isEqualTo(DomainState.ABSENT);
    }
  }

  @Test
  void a_domain_that_is_being_started_is_told_so_and_not_as_paused() {
    Runnable letGo = holdStarts().orElseGet(Assumptions::abort);
    CompletableFuture<Void> started = startAside();
    await().atMost(EVENT).until(() -> vmm.observe(id).state().live());
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.COMING_UP);
    assertThat(vmm.observeAll())
        .filteredOn(isDomain(id))
        .extracting(DomainObservation::state)
        .containsExactly(DomainState.COMING_UP);
    letGo.run();
    started.join();
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void a_start_that_is_cut_short_fails_and_can_be_made_again() {
    Runnable letGo = holdStarts().orElseGet(Assumptions::abort);
    CompletableFuture<Void> started = startAside();
    await()
        .atMost(EVENT)
        .untilAsserted(
            () -> {
              assertThat(started).isNotDone();
              assertThat(vmm.observe(id).state()).isEqualTo(DomainState.COMING_UP);
            });
    vmm.powerOff(id);
    assertThatThrownBy(started::join).hasCauseInstanceOf(PluginException.class);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.OFF);
    letGo.run();
    vmm.start(id, Optional.empty());
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void keys_that_no_start_has_left_can_be_forgotten() {
    start();
    vmm.forgetKeys(id);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void another_door_to_the_same_monitor_finds_the_running_domain_and_rules_it() {
    start();
    Vmm second = open();
    assertThat(second.observe(id).state()).isEqualTo(DomainState.RUNNING);
    second.pause(id);
    assertThat(vmm.observe(id).state()).isEqualTo(DomainState.PAUSED);
  }

  @Test
  void all_domains_are_told_and_those_of_others_are_marked_and_safe() {
    VmId other = foreignDomain();
    start();
    assertThat(vmm.observeAll()).filteredOn(DomainObservation::own).anyMatch(isDomain(id));
    assertThat(vmm.observeAll()).filteredOn(seen -> !seen.own()).anyMatch(isDomain(other));
    assertThat(vmm.observe(other).epoch()).isEqualTo(Optional.empty());
    assertFault(PluginFault.WRONG_STATE, () -> vmm.destroy(other));
    assertThat(vmm.observe(other).state()).isEqualTo(DomainState.RUNNING);
  }

  @Test
  void changes_and_resets_are_told() {
    TestingListener heard = new TestingListener();
    vmm.listen(heard);
    start();
    await().atMost(EVENT).untilAsserted(() -> assertThat(heard.changed).contains(id));
    vmm.reset(id);
    await().atMost(EVENT).untilAsserted(() -> assertThat(heard.reset).contains(id));
    heard.changed.clear();
    vmm.powerOff(id);
    await().atMost(EVENT).untilAsserted(() -> assertThat(heard.changed).contains(id));
  }

  @Test
  void a_healthy_monitor_is_not_unreachable() {
    assertThat(vmm.health()).noneMatch(finding -> finding.code().equals("VMM_UNREACHABLE"));
  }

  private void define() {
    vmm.createDisk(spec, Optional.empty());
    vmm.define(spec);
  }

  private void start() {
    define();
    vmm.start(id, Optional.empty());
  }

  private CompletableFuture<Void> startAside() {
    define();
    return CompletableFuture.runAsync(() -> vmm.start(id, Optional.empty()));
  }

  private void twice(Runnable operation, DomainState expected) {
    operation.run();
    assertThat(vmm.observe(id).state()).isEqualTo(expected);
    operation.run();
    assertThat(vmm.observe(id).state()).isEqualTo(expected);
  }

  private static java.util.function.Predicate<DomainObservation> isDomain(VmId wanted) {
    return seen -> seen.id().equals(wanted);
  }

  protected static VmId freshId() {
    return new VmId(UUID.randomUUID());
  }

  private static void assertFault(
      PluginFault fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
