package org.icecoat.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.administration.DoubtType;
import org.icecoat.wire.administration.RemoveNode;
import org.icecoat.wire.administration.SearchHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
  }

  @Test
  void nodes_are_a_table() {
    assertThat(icecoat.run("node", "list").out())
        .isEqualTo(
            """
            NODE   STATE  VMS  FREE CPUS  FREE MEMORY  DATASETS  HEARD    TRUST    PROVED     TROUBLE
            node2  Ready    1          6       12 GiB  globins   5 s ago  Trusted  2 min ago        -
            """);
  }

  @Test
  void a_node_is_a_page() {
    assertThat(icecoat.run("node", "show", "node2").out())
        .contains(
            "Endpoint      https://node2:8443/plugin\n",
            "Capacity      8 CPUs, 16 GiB of memory, 100 GiB of disk\n",
            "Labels        site=north\n",
            "VMs           1, foreign domains 0\n",
            "TPM           hardware, of the maker 53544D20-STMicro (STM ST33 1.2)\n",
            "Trust         Trusted by site version 3, 2 min ago\n",
            "(8 min left)\n",
            "Trust was     Rejected by strict from 2026-11-23 12:00:00 CET: A component is not one"
                + " that the policy allows (libvirt)\n");
    assertThat(icecoat.run("node", "show", "node9").status()).isEqualTo(4);
  }

  @Test
  void a_node_is_attested_and_its_reasons_are_told() {
    assertThat(icecoat.run("node", "attest", "node2").out())
        .contains(
            "Trust         Rejected by site version 4, ",
            "Reason        A component is not one that the policy allows (libvirt)\n");
  }

  @Test
  void a_node_is_enrolled_cordoned_drained_and_removed() {
    assertThat(
            icecoat
                .run(
                    "node",
                    "enrol",
                    "node3",
                    "--endpoint",
                    "https://node3:8443/plugin",
                    "--dn",
                    "CN=node3,O=Testing Grid,C=XX")
                .status())
        .isZero();
    assertThat(icecoat.run("node", "cordon", "node3", "--why", "disk").out())
        .isEqualTo("node3 is Cordoned\n");
    assertThat(icecoat.run("node", "show", "node3").out()).contains("State         Cordoned: disk");
    assertThat(icecoat.run("node", "uncordon", "node3").out()).isEqualTo("node3 is Ready\n");
    assertThat(icecoat.run("node", "drain", "node3").out())
        .isEqualTo("node3 is Draining, VMs on it: 1\n");
    assertThat(icecoat.run("node", "remove", "node3").out())
        .isEqualTo("node3 is no node of this factory any more\n");
    assertThat(icecoat.services().nodes().removal().isLost()).isNull();
    assertThat(icecoat.run("node", "show", "node3").status()).isEqualTo(4);
  }

  @Test
  void a_node_that_never_comes_back_is_removed_only_with_a_reason() {
    Result wordless = icecoat.run("node", "remove", "node2", "--lost");
    assertThat(wordless.status()).isEqualTo(2);
    assertThat(wordless.err()).contains("--lost needs a reason", "--why");
    assertThat(icecoat.run("node", "show", "node2").status()).isZero();
    assertThat(icecoat.run("node", "remove", "node2", "--lost", "--why", "burnt out").out())
        .isEqualTo(
            """
            node2 is no node of this factory any more
            What became of its VMs: icecoat vm history --event node-vouched-gone --node node2
            """);
    RemoveNode removal = icecoat.services().nodes().removal();
    assertThat(removal.isLost()).isTrue();
    assertThat(removal.getWhy()).isEqualTo("burnt out");
  }

  @Test
  void what_is_doubtful_of_a_tpm_is_accepted_by_its_name() {
    String enrol = "node enrol node3 --endpoint https://node3:8443/plugin --dn CN=node3,O=G";
    assertThat(icecoat.run(enrol.split(" ")).status()).isZero();
    assertThat(icecoat.services().nodes().accepted()).isEmpty();
    String accepting = enrol + " --accept changed-key --accept expired-certificate";
    assertThat(icecoat.run(accepting.split(" ")).status()).isZero();
    assertThat(icecoat.services().nodes().accepted())
        .containsExactly(DoubtType.CHANGED_KEY, DoubtType.EXPIRED_CERTIFICATE);
    Result wrong = icecoat.run((enrol + " --accept anything").split(" "));
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("neither changed-key nor expired-certificate");
  }

  @Test
  void a_vm_is_evicted_by_any_name_and_only_with_a_reason() {
    icecoat.services().vms().running(TestingVms.FIRST, "search");
    assertThat(icecoat.run("vm", "evict", "search").status()).isEqualTo(2);
    Result result = icecoat.run("vm", "evict", "search", "--why", "abuse");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("vm-7f3a09c2 is Destroying\n");
  }

  @Test
  void quotas_are_a_table_with_their_present_use() {
    assertThat(icecoat.run("vm", "quotas", "--owner", "CN=Alice,O=Grid").out())
        .isEqualTo(
            """
            OWNER            RULE     VMS     CPUS      MEMORY        LONGEST LEASE
            CN=Alice,O=Grid  /biomed  4 of 4  12 of 32  2 GiB of any  7 d
            and others: --most
            """);
    assertThat(icecoat.run("vm", "quotas", "--json").out())
        .contains("\"limit\" : 32", "\"used\" : 2048", "\"more\" : true");
  }

  @Test
  void histories_are_searched_by_what_is_asked_for() {
    icecoat.services().vms().running(TestingVms.FIRST, "search");
    assertThat(
            icecoat
                .run("vm", "history", "--vm", "search", "--node", "node2", "--since", "2h")
                .out())
        .isEqualTo(
            """
            47  2026-11-23 12:00:00 CET  vm-7f3a09c2  node2  destruction-ordered  Destroying (%s)
              Evicted: abuse
            and older ones: --before 47
            """
                .formatted("CN=Alice,O=Testing Grid,C=XX"));
    SearchHistory asked = icecoat.services().nodes().searched();
    assertThat(asked.getVm()).isEqualTo(TestingVms.FIRST);
    assertThat(asked.getNode()).isEqualTo("node2");
    assertThat(asked.getSince()).isEqualTo(TestingConsole.NOON.minus(Duration.ofHours(2)));
    assertThat(asked.getOwner()).isNull();
    assertThat(icecoat.run("vm", "history", "--until", "noon").status()).isEqualTo(2);
  }
}
