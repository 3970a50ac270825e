package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.junit.jupiter.api.Test;

@OnSharedGrid
class SharedGridIT {
  private static final Pattern WSDL = Pattern.compile("https://\\S+\\?wsdl");

  @Test
  void a_deployed_script_runs_and_nothing_of_its_vm_is_left_afterwards(TestingGrid grid) {
    TestingVm vm = grid.deploy("echo hello from $(hostname)", "--name", "greeter");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("hello from greeter\n");
    assertThat(grid.domains()).anyMatch(domain -> domain.endsWith(" " + vm.id()));
    assertThat(figures(grid, "front", 8443))
        .containsPattern("icecoat_vms\\{state=\"running\"} [1-9]")
        .contains("icecoat_nodes{state=\"ready\"} 2")
        .contains("operation=\"DeployVm\",outcome=\"answered\",path=\"/factory\"")
        .contains("hikaricp_connections_active");
    assertThat(figures(grid, "front", 8445)).containsPattern("(?m)^icecoat_images [1-9]");
    assertThat(figures(grid, vm.view().node(), 8444))
        .containsPattern("icecoat_vms\\{state=\"running\"} [1-9]")
        .contains("icecoat_foreign_domains 0");

    vm.destroy();

    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void what_is_told_to_type_on_a_grid_that_was_left_up_works(TestingGrid grid) {
    List<String> lines = grid.grid().howToGoOn();
    StringBuilder script = new StringBuilder("set -e\n");
    lines.stream()
        .filter(line -> line.startsWith("export ") || line.endsWith(" list"))
        .forEach(line -> script.append(line).append('\n'));
    List<String> wsdls =
        WSDL.matcher(String.join("\n", lines)).results().map(MatchResult::group).toList();
    assertThat(wsdls).hasSize(4);
    for (String wsdl : wsdls) {
      script.append("curl -sSf --cert $X509_USER_PROXY --key $X509_USER_PROXY");
      script.append(" --capath $X509_CERT_DIR '").append(wsdl).append("' | grep -c portType\n");
    }
    Output output = Command.of("sh", "-c", script.toString()).tryRun();
    assertThat(output.status()).as(output.err()).isZero();
    assertThat(lines).last().isEqualTo("./icecoat demo stop");
  }

  private static String figures(TestingGrid grid, String host, int port) {
    String page = "http://127.0.0.1:" + (port + ServiceFiles.METRICS) + "/metrics";
    return grid.node(host).run("curl", "--silent", "--fail", page).out();
  }
}
