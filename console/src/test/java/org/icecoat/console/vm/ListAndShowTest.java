package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListAndShowTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void three_vms() {
    icecoat = new Consoles(home);
    icecoat.services().vms().running(TestingVms.FIRST, "search");
    icecoat.services().vms().running(TestingVms.SECOND, "other").setState(VmStateType.PAUSED);
    VmProperties third = icecoat.services().vms().running(TestingVms.THIRD, "gone");
    third.setState(VmStateType.DESTROYED);
  }

  @Test
  void the_list_is_a_table_of_what_still_exists() {
    Result result = icecoat.run("list");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            HANDLE       NAME    STATE    NODE   IMAGE  APPLICATION  LEASE            CREATED
            vm-7f3a09c2  search  Running  node2  hmmer  Running      2 h 13 min left  20 min ago
            vm-7f3b1234  other   Paused   node2  hmmer  Running      2 h 13 min left  20 min ago
            """);
  }

  @Test
  void the_list_can_be_of_some_states() {
    assertThat(icecoat.run("list", "--state", "Paused,Destroyed").out())
        .contains("other", "gone")
        .doesNotContain("search");
    assertThat(icecoat.run("list", "--all").out()).contains("gone");
  }

  @Test
  void everyones_list_has_owners() {
    assertThat(icecoat.run("list", "--everyone").out())
        .contains("OWNER", "CN=Alice,O=Testing Grid,C=XX");
  }

  @Test
  void an_empty_list_says_so() {
    assertThat(icecoat.run("list", "--state", "Failed").out()).isEqualTo("No VMs\n");
    assertThat(icecoat.run("list", "--state", "Failed", "--json").out())
        .isEqualToIgnoringWhitespace("{\"vms\":[]}");
  }

  @Test
  void the_list_as_json_has_stable_keys() {
    assertThat(icecoat.run("list", "--json", "--state", "Running").out())
        .isEqualTo(
            """
            {
              "vms" : [ {
                "id" : "7f3a09c2-1111-4222-8333-444455556666",
                "handle" : "vm-7f3a09c2",
                "name" : "search",
                "owner" : "CN=Alice,O=Testing Grid,C=XX",
                "state" : "Running",
                "node" : "node2",
                "image" : "hmmer",
                "createdAt" : "2026-11-23T11:40:00Z",
                "terminationTime" : "2026-11-23T14:13:00Z",
                "applicationState" : "Running"
              } ]
            }
            """);
  }

  @Test
  void a_vm_is_shown_as_a_page() {
    assertThat(icecoat.run("show", "search").out())
        .isEqualTo(
            """
            VM          vm-7f3a09c2  search
            Id          7f3a09c2-1111-4222-8333-444455556666
            Owner       CN=Alice,O=Testing Grid,C=XX
            State       Running
            Created     2026-11-23 12:40:00 CET
            Lease       until 2026-11-23 15:13:00 CET (2 h 13 min left), then Shutdown, grace 10 min
            Resources   1 CPU (at most 2), 512 MiB of memory (at most 1 GiB), 2 GiB of disk
            Node        node2
            VMM         qemu-tcg 7.2
            Addresses   192.0.2.7
            Image       hmmer:3.3.2
            Datasets    globins
            Application Running, started 12:42:00
            """);
  }

  @Test
  void a_failure_is_shown_with_what_recover_would_do() {
    VmProperties vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    vm.setState(VmStateType.FAILED);
    vm.setFailure(new FailureType());
    vm.getFailure().setAt(TestingConsole.NOON);
    vm.getFailure().setStep("fetch-image");
    vm.getFailure().setCode("CHUNK_ALTERED");
    vm.getFailure().setDescription("The image is damaged");
    vm.getFailure().setRecovery("fetch it again");
    vm.setProgress(new ProgressType());
    vm.getProgress().setName("fetch-image");
    vm.getProgress().setStep(3);
    vm.getProgress().setSteps(6);
    vm.getProgress().setBytesDone(1L << 20);
    vm.getProgress().setBytesTotal(72L << 20);
    assertThat(icecoat.run("show", "search", "--history").out())
        .contains(
            "State       Failed, should be Running\n",
            "Progress    fetch-image (3 of 6), 1 MiB of 72 MiB\n",
            "Failure     CHUNK_ALTERED in step fetch-image: The image is damaged\n",
            "Recovery    fetch it again (icecoat recover)\n",
            "History\n  2026-11-23 12:40:00 CET  Requested    Deploy\n");
  }

  @Test
  void trust_in_its_node_is_shown_with_its_age_and_when_it_was_lost() {
    VmProperties vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    TestingVms.trusted(vm);
    assertThat(icecoat.run("show", "search").out())
        .contains(
            "Trust       policy site, by a proof at most 10 min old, on loss Pause\n",
            "Proof       Trusted by site version 3, 2 min old, counts until 2026-11-23 13:08:00 CET"
                + " (8 min left)\n")
        .doesNotContain("Trust lost");
    TestingVms.distrusted(vm);
    assertThat(icecoat.run("show", "search").out())
        .contains(
            "Proof       Rejected by site version 3, 2 min old\n",
            "Reason      qemu was changed\n",
            "Trust lost  since 2026-11-23 13:00:00 CET\n");
    assertThat(icecoat.run("show", "search", "--json").out())
        .contains(
            "\"trust\" : {\n    \"terms\" : {\n      \"policy\" : \"site\",",
            "\"maximalAge\" : \"PT10M\"",
            "\"verdict\" : \"Rejected\"",
            "\"age\" : \"PT2M\"",
            "\"lostAt\" : \"2026-11-23T12:00:00Z\"");
  }

  @Test
  void what_its_node_proved_is_shown_also_where_nothing_is_demanded_of_it() {
    VmProperties vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    TestingVms.undemanding(vm);
    assertThat(icecoat.run("show", "search").out())
        .contains(
            "Trust       none is demanded: nothing happens when it is lost\n",
            "Proof       Rejected by site version 3, 2 min old\n",
            "Reason      qemu was changed\n")
        .doesNotContain("Trust lost");
    assertThat(icecoat.run("show", "search", "--json").out())
        .contains("\"trust\" : {\n    \"attestation\" : {\n      \"verdict\" : \"Rejected\",");
  }

  @Test
  void a_vm_without_an_end_and_an_application_that_printed_too_much_are_shown() {
    VmProperties vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    vm.setTerminationTime(null);
    vm.getApplication().setState(ApplicationStateType.FAILED);
    vm.getApplication().setExitStatus(3);
    vm.getApplication().setEndedAt(TestingConsole.NOON.minus(Duration.ofDays(1)));
    vm.getApplication().setStandardOutputBytes(1536L);
    vm.getApplication().setTruncated(true);
    assertThat(icecoat.run("show", "search").out())
        .contains(
            "Lease       no end, then Shutdown",
            "Failed, exit status 3, started 12:42:00, ended 2026-11-22 13:00:00 CET, 1.5 KiB of"
                + " output (truncated)");
  }

  @Test
  void a_vm_as_json_has_all_its_properties() {
    assertThat(icecoat.run("show", "search", "--json").out())
        .contains(
            "\"resources\" : {\n    \"cpus\" : 1,\n    \"memoryMiB\" : 512,\n    \"diskMiB\" : 2048,",
            "\"lease\" : {\n    \"duration\" : \"PT2H\",\n    \"expiryAction\" : \"Shutdown\",",
            "\"datasets\" : [ \"globins\" ]",
            "\"application\" : {\n    \"state\" : \"Running\",",
            "\"history\" : [ {")
        .doesNotContain("null", "\"failure\"");
  }
}
