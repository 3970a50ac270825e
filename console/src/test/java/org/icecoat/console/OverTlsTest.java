package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.console.testing.WireFaults.described;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingFactory;
import org.icecoat.console.testing.TestingServer;
import org.icecoat.console.testing.TestingServices;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.NothingFitsFaultType;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.VmStateType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands over the generated stubs, SOAP and mutual TLS with a proxy. */
class OverTlsTest {
  @TempDir private static Path folder;
  private static TestingGrid grid;
  private static TestingCredential alice;
  private static TestingServices services;
  private static TestingServer server;

  @TempDir private Path home;
  private TestingConsole console;

  @BeforeAll
  static void a_server() {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    alice = grid.user("Alice");
    services = new TestingServices();
    server = new TestingServer(grid, folder, services, "localhost");
  }

  @AfterAll
  static void the_end() {
    server.close();
  }

  @BeforeEach
  void a_user_who_is_logged_in() {
    alice.proxy().issue().writeProxy(home.resolve("proxy"));
    console =
        new TestingConsole(home, Instant.now())
            .with("ICECOAT_FACTORY", server.address() + "/factory")
            .with("ICECOAT_STORE", server.address().toString())
            .with("X509_USER_PROXY", home.resolve("proxy").toString())
            .with("X509_CERT_DIR", grid.certificates().toString());
    services.vms().running(TestingVms.FIRST, "search");
  }

  private Result run(String... args) {
    return console.run(surroundings -> Main.run(surroundings, args));
  }

  @Test
  void a_vm_is_listed_shown_and_set() {
    assertThat(run("list").out()).contains("vm-7f3a09c2  search");
    assertThat(run("set", "search", "--cpus", "2", "--lease", "3h").out())
        .contains("2 CPUs", "then Shutdown, grace 10 min");
    assertThat(run("show", "vm-7f3a").out()).contains("Datasets    globins", "2 CPUs");
  }

  @Test
  void orders_are_obeyed() {
    services.vms().then(TestingVms.FIRST, one -> {}).then(TestingVms.FIRST, VmStateType.PAUSED);
    assertThat(run("pause", "search", "--wait").out()).contains("Paused, should be Paused");
    assertThat(run("destroy", "search").status()).isZero();
  }

  @Test
  void code_goes_in_and_its_output_comes_back() throws IOException {
    Files.write(home.resolve("data.bin"), new byte[5 << 20]);
    Result deployed = run("deploy", "--image", "hmmer", "--upload", "data.bin", "--", "./x");
    assertThat(deployed.status()).as(deployed.err()).isZero();
    assertThat(services.deployments().last().getRequest().getApplication().getArgument()).isEmpty();
    services.vms().printing(TestingVms.FIRST, "MYG_ESCGI\n");
    services
        .vms()
        .then(TestingVms.FIRST, vm -> vm.getApplication().setState(ApplicationStateType.SUCCEEDED));
    Result output = run("output", TestingVms.FIRST, "--wait");
    assertThat(output.status()).as(output.err()).isZero();
    assertThat(output.out()).isEqualTo("MYG_ESCGI\n");
  }

  @Test
  void an_image_is_sent_as_a_stream() throws IOException {
    Files.write(home.resolve("disk"), new byte[40 << 20]);
    Result result = run("image", "add", "disk", "--name", "n", "--version", "1", "--json");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"bytes\" : 41943040");
  }

  @Test
  void the_administration_of_the_store_is_beside_it() {
    services.keys().decided(1, "node1");
    Result result = run("image", "releases", "hmmer");
    assertThat(result.out()).as(result.err()).contains("Released  node1");
  }

  @Test
  void a_query_gives_its_element() {
    assertThat(run("query", "search", "//vm:State").out())
        .contains("http://icecoat.org/2026/11/vm")
        .contains("</");
  }

  @Test
  void a_typed_fault_keeps_its_reasons() {
    NothingFitsFaultType content =
        described(new NothingFitsFaultType(), "NOTHING_FITS", "No node fits");
    content.getNodeReason().add(TestingFactory.reason("node1"));
    services.faults().fail("deployVm", new NothingFitsFault("x", content));
    Result result = run("deploy", "--image", "hmmer");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.err())
        .contains(
            "icecoat: No node fits\n  node node1: does not hold the dataset (DATASET_ABSENT)\n");
  }

  @Test
  void administrators_faults_and_unknown_vms_have_their_status() {
    services
        .faults()
        .fail(
            "listNodes",
            new NotAuthorizedFault(
                "x", described(new NotAuthorizedFaultType(), "NO", "Only administrators may")));
    Result refused = run("node", "list");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).isEqualTo("icecoat: Only administrators may\n");
    assertThat(run("show", TestingVms.THIRD).status()).isEqualTo(4);
  }

  @Test
  void without_a_login_nothing_is_sent() throws IOException {
    Files.delete(home.resolve("proxy"));
    Result result = run("list");
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.err()).contains("You are not logged in: icecoat login");
  }

  @Test
  void a_proxy_that_is_over_and_one_that_others_can_read_ask_for_a_login() throws IOException {
    alice.proxy().until(Instant.now().minusSeconds(90)).issue().writeProxy(home.resolve("proxy"));
    assertThat(run("list").err()).contains("Your proxy ended").contains("icecoat login");
    home.resolve("proxy").toFile().setReadable(true, false);
    Result exposed = run("list");
    assertThat(exposed.status()).isEqualTo(7);
    assertThat(exposed.err()).contains("chmod 600");
  }

  @Test
  void a_server_with_another_name_is_not_trusted() {
    try (TestingServer other = new TestingServer(grid, home, services, "other.example")) {
      console.with("ICECOAT_FACTORY", other.address() + "/factory");
      Result result = run("list");
      assertThat(result.status()).isEqualTo(7);
      assertThat(result.err()).contains("certificate").hasLineCount(1);
    }
  }

  @Test
  void a_port_where_nobody_listens_and_a_wrong_path_say_so() {
    console.with("ICECOAT_FACTORY", "https://localhost:1/factory");
    Result nobody = run("list");
    assertThat(nobody.status()).isEqualTo(6);
    assertThat(nobody.err()).contains("nobody listens there").hasLineCount(1);
    console.with("ICECOAT_FACTORY", server.address() + "/elsewhere");
    Result wrong = run("list");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err()).contains("HTTP status 404", "icecoat config show").hasLineCount(1);
  }

  @Test
  void the_doctor_compares_the_clocks() {
    Result well = run("doctor");
    assertThat(well.status()).as(well.out() + well.err()).isZero();
    assertThat(well.out()).contains("ok    clock", "ok    factory-answer", "ok    store-answer");
    console.time().advance(Duration.ofMinutes(3));
    assertThat(run("doctor").out()).contains("warn  clock", "apart from the factory's");
    console.time().advance(Duration.ofMinutes(7));
    assertThat(run("doctor").out()).contains("fail  clock", "Set this computer's clock");
  }
}
