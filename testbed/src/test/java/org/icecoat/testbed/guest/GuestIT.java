package org.icecoat.testbed.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.image.HmmerTutorial;
import org.icecoat.testbed.image.ImageKitchen;
import org.icecoat.testbed.image.TestingKitchen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** One guest lives through all of it in order, as booting is what takes time. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@OnItsOwn
class GuestIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration BOOT = Duration.ofMinutes(2);

  private static Testbed bed;
  private static Host node;
  private static ImageKitchen kitchen;
  private static TestingGuest guest;

  @BeforeAll
  static void start() {
    kitchen = TestingKitchen.open();
    Path image = kitchen.smallImage(TestingKitchen.RUNNER);
    bed = Testbed.create(Path.of("target/it-guest"));
    node = bed.addNode("node1");
    guest = TestingGuest.byKernel(node, "small", image, kitchen.kernel());
  }

  @AfterAll
  static void closing_ends_living_guests_and_leaves_nothing() {
    bed.close();
    assertThat(Testbed.leftovers(bed.runId())).isEmpty();
  }

  @Test
  @Order(1)
  void the_small_image_boots_by_direct_kernel() {
    await().atMost(BOOT).until(() -> guest.said("the guest is up"));
  }

  @Test
  @Order(2)
  void its_runner_answers_over_the_channel() throws IOException {
    assertThat(guest.ask("hello 7")).startsWith("icecoat-guest 1 7 ");
  }

  @Test
  @Order(2)
  void it_has_an_address_from_the_nodes_network() {
    String subnet = node.hypervisor().guests().gateway().getHostAddress().replaceAll("1$", "");
    await().atMost(SOON).until(() -> guest.virsh("domifaddr").contains(subnet));
  }

  @Test
  @Order(3)
  void its_limits_are_those_of_control_groups_below_the_hosts() {
    assertThat(guest.virsh("schedinfo")).containsPattern("vcpu_quota\\s*: 90000");
    String groups = node.run("find", "/sys/fs/cgroup", "-name", "*small.libvirt-qemu").out();
    assertThat(groups).contains("/machine/");
  }

  @Test
  @Order(4)
  void it_lives_on_while_libvirt_restarts() throws IOException {
    long before = node.hypervisor().daemon().pid();
    node.hypervisor().restart();
    assertThat(node.hypervisor().daemon().pid()).isNotEqualTo(before);
    assertThat(guest.state()).isEqualTo("running");
    assertThat(guest.ask("hello 8")).startsWith("icecoat-guest 1 8 ");
  }

  @Test
  @Order(5)
  void a_killed_libvirt_finds_it_again() {
    node.hypervisor().daemon().kill();
    node.hypervisor().start();
    assertThat(guest.state()).isEqualTo("running");
  }

  @Test
  @Order(6)
  void it_lives_on_while_the_cable_is_out() throws IOException {
    node.cable().unplug();
    assertThat(guest.ask("hello 9")).startsWith("icecoat-guest 1 9 ");
    node.cable().plug();
  }

  @Test
  @Order(7)
  void a_second_cpu_and_less_memory_are_used_at_once() throws IOException {
    guest.virsh("setvcpus", "2", "--live");
    guest.virsh("setmem", "200M", "--live");
    await().atMost(SOON).until(() -> guest.virsh("dommemstat").contains("actual 204800"));
    await().atMost(SOON).until(() -> onlineCpus().equals("0-1\n"));
  }

  @Test
  @Order(8)
  void the_power_button_ends_it() {
    guest.virsh("shutdown", "--mode", "acpi");
    await().atMost(SOON).until(() -> guest.state().equals("shut off"));
  }

  @Test
  @Order(9)
  void the_uefi_image_boots() throws IOException {
    Path image = kitchen.smallUefiImage(TestingKitchen.RUNNER);
    TestingGuest uefi = TestingGuest.byUefi(node, "uefi", image);
    await().atMost(BOOT).until(() -> uefi.said("the guest is up"));
    assertThat(uefi.ask("hello 1")).startsWith("icecoat-guest 1 1 ");
    uefi.virsh("destroy");
  }

  @Test
  @Order(10)
  void the_hmmer_image_finds_the_globin_in_the_dataset() throws IOException {
    Path image = kitchen.hmmerImage(TestingKitchen.RUNNER);
    HmmerTutorial tutorial = kitchen.hmmerTutorial();
    Map<String, Path> data = Map.of("globins", tutorial.globinsDisk());
    TestingGuest hmmer = TestingGuest.withData(node, "hmmer", image, kitchen.kernel(), data);
    await().atMost(BOOT).until(() -> hmmer.said("the guest is up"));
    Map<String, Path> files = Map.of("profile.hmm", tutorial.profile());
    String script = "hmmsearch --noali profile.hmm $ICECOAT_DATA/globins/globins45.fa\n";
    byte[] application = TestingApplication.archive(bed.folder(), script, files);
    try (RunnerChannel runner = hmmer.channel()) {
      assertThat(runner.ask("mount globins globins")).isEqualTo("ok");
      assertThat(runner.output("globins", application, 1500)).contains("MYG_ESCGI");
    }
  }

  private static String onlineCpus() throws IOException {
    String script = "cat /sys/devices/system/cpu/online\n";
    byte[] application = TestingApplication.archive(bed.folder(), script, Map.of());
    try (RunnerChannel runner = guest.channel()) {
      return runner.output("cpus", application, 4);
    }
  }
}
