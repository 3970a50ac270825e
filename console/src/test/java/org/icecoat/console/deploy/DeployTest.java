package org.icecoat.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.console.Consoles;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingScreen;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.ApplicationFile;
import org.icecoat.domain.application.ApplicationSpec;
import org.icecoat.domain.application.FileContent;
import org.icecoat.domain.application.RelativePath;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
  private static final String[] SEARCH = {
    "deploy", "--component", "hmmer", "--name", "search", "--token", "token-one"
  };

  private static final VmId VM = VmId.parse(TestingVms.FIRST);

  @TempDir private Path home;
  private Consoles icecoat;
  private TestingVms vms;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
    vms = icecoat.services().vms();
  }

  @Test
  void a_deployment_is_accepted_at_once() {
    Result result = icecoat.run(SEARCH);
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("vm-7f3a09c2 (search): Requested on node2\n");
    assertThat(result.err()).isEqualTo("Token token-one\n");
  }

  @Test
  void a_deployment_as_json() {
    assertThat(icecoat.run(with("--json", "--", "true")).out())
        .isEqualTo(
            """
            {
              "token" : "token-one",
              "id" : "7f3a09c2-1111-4222-8333-444455556666",
              "handle" : "vm-7f3a09c2",
              "name" : "search",
              "state" : "Requested",
              "node" : "node2",
              "applicationState" : "Waiting"
            }
            """);
  }

  @Test
  void what_was_asked_for_is_remembered_on_this_computer() throws IOException {
    Files.writeString(home.resolve("search.sh"), "echo found\n");
    assertThat(icecoat.run(with("--upload", "search.sh", "--", "./search.sh", "a b")).status())
        .isZero();
    ApplicationSpec spec =
        new ApplicationSpec(
            "./search.sh",
            List.of("a b"),
            new TreeMap<>(),
            List.of(
                new ApplicationFile(
                    new RelativePath("search.sh"),
                    false,
                    FileContent.of("echo found\n".getBytes(StandardCharsets.UTF_8)))),
            Optional.empty());
    Asked asked = new AskedVms(home.resolve(".local/state/icecoat")).find(VM);
    assertThat(asked.code())
        .contains(new Asked.Code(Optional.of(ApplicationArchive.of(spec).digest())));
    assertThat(asked.image().map(Object::toString).orElse("")).contains("hmmer");
  }

  @Test
  void that_nothing_can_be_remembered_is_told_and_the_vm_is_there_all_the_same()
      throws IOException {
    Files.createDirectories(home.resolve(".local/state/icecoat"));
    Files.writeString(home.resolve(".local/state/icecoat/asked"), "in the way");
    Result result = icecoat.run(SEARCH);
    assertThat(result.status()).isZero();
    assertThat(result.err()).contains("cannot be kept in");
  }

  @Test
  void a_token_is_made_where_none_is_given() {
    icecoat.run("deploy", "--image", "hmmer");
    String first = icecoat.services().deployments().last().getToken();
    icecoat.run("deploy", "--image", "hmmer");
    assertThat(first).matches("[0-9a-f-]{36}");
    assertThat(icecoat.services().deployments().last().getToken()).isNotEqualTo(first);
  }

  @Test
  void when_the_connection_is_lost_the_same_token_is_sent_again() {
    for (int i = 0; i < 3; i++) {
      icecoat
          .services()
          .faults()
          .fail("deployVm", new WebServiceException(new ConnectException("refused")));
    }
    Result result = icecoat.run(SEARCH);
    assertThat(result.status()).isZero();
    assertThat(result.err()).containsSubsequence("same token", "same token", "same token");
    assertThat(icecoat.services().deployments().last().getToken()).isEqualTo("token-one");
  }

  @Test
  void a_connection_that_stays_lost_is_given_up() {
    for (int i = 0; i < 5; i++) {
      icecoat
          .services()
          .faults()
          .fail("deployVm", new WebServiceException(new ConnectException("refused")));
    }
    Result result = icecoat.run(SEARCH);
    assertThat(result.status()).isEqualTo(6);
    assertThat(result.err())
        .endsWith("nobody listens there (check its URL: icecoat config show)\n");
  }

  @Test
  void waiting_shows_each_step_and_ends_when_the_vm_runs() {
    vms.then(TestingVms.FIRST, vm -> busy(vm, "place", 1))
        .then(TestingVms.FIRST, vm -> busy(vm, "fetch-image", 2))
        .then(TestingVms.FIRST, vm -> busy(vm, "fetch-image", 2))
        .then(
            TestingVms.FIRST,
            vm -> {
              vm.setProgress(null);
              vm.setState(VmStateType.RUNNING);
            });
    Result result = icecoat.run(with("--wait"));
    assertThat(result.status()).isZero();
    assertThat(result.err())
        .isEqualTo(
            """
            Token token-one
            vm-7f3a09c2 (search) is accepted
            vm-7f3a09c2: place (1 of 4)
            vm-7f3a09c2: fetch-image (2 of 4)
            vm-7f3a09c2: Running
            """);
    assertThat(result.out()).isEqualTo("vm-7f3a09c2 (search): Running on node2\n");
  }

  @Test
  void before_a_terminal_waiting_is_one_line_that_is_written_again_and_again() {
    vms.then(TestingVms.FIRST, vm -> busy(vm, "fetch-image", 2))
        .then(TestingVms.FIRST, VmStateType.RUNNING);
    icecoat.console().before(TestingScreen.ofWidth(100)).with("NO_COLOR", "1");
    Result result = icecoat.run(with("--wait"));
    assertThat(result.err())
        .contains("\r\u001b[K[######..................] vm-7f3a09c2 2/4 fetch-image\r\u001b[K")
        .doesNotContain("(2 of 4)")
        .endsWith("\r\u001b[K");
  }

  @Test
  void before_a_terminal_json_has_no_bar() {
    vms.then(TestingVms.FIRST, VmStateType.RUNNING);
    icecoat.console().before(TestingScreen.ofWidth(100));
    assertThat(icecoat.run(with("--wait", "--json")).err()).doesNotContain("\u001b");
  }

  @Test
  void a_vm_that_fails_while_it_is_waited_for_gives_its_own_status() {
    vms.then(TestingVms.FIRST, VmStateType.FAILED);
    Result result = icecoat.run(with("--wait"));
    assertThat(result.status()).isEqualTo(9);
    assertThat(result.err()).contains("icecoat show --history vm-7f3a09c2");
  }

  @Test
  void waiting_for_the_application_gives_its_fate() {
    vms.then(TestingVms.FIRST, VmStateType.RUNNING)
        .then(TestingVms.FIRST, vm -> ended(vm, ApplicationStateType.SUCCEEDED, 0));
    assertThat(icecoat.run(with("--wait-application", "--", "true")).out())
        .isEqualTo("vm-7f3a09c2 (search): Running on node2, application Succeeded\n");
  }

  @Test
  void an_application_that_fails_gives_its_own_status() {
    vms.then(TestingVms.FIRST, vm -> ended(vm, ApplicationStateType.FAILED, 3));
    Result result = icecoat.run(with("--wait-application", "--json", "--", "false"));
    assertThat(result.status()).isEqualTo(10);
    assertThat(result.out()).contains("\"exitStatus\" : 3");
    assertThat(result.err()).contains("\"error\" : \"APPLICATION_FAILED\"");
  }

  @Test
  void a_vm_that_stops_before_its_application_has_ended_has_failed() {
    vms.then(TestingVms.FIRST, VmStateType.STOPPED);
    assertThat(icecoat.run(with("--wait-application", "--", "true")).status()).isEqualTo(9);
  }

  @Test
  void waiting_for_an_application_needs_one() {
    Result result = icecoat.run(with("--wait-application"));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("a command after --");
  }

  @Test
  void a_dry_run_deploys_nothing() {
    Result result = icecoat.run(with("--dry-run", "--dataset", "globins"));
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("node1: does not hold the dataset (DATASET_ABSENT)");
    assertThat(icecoat.services().deployments().last()).isNull();
  }

  private static void busy(VmProperties vm, String step, int number) {
    vm.setState(VmStateType.STAGING);
    vm.setProgress(new ProgressType());
    vm.getProgress().setName(step);
    vm.getProgress().setStep(number);
    vm.getProgress().setSteps(4);
  }

  private static void ended(VmProperties vm, ApplicationStateType state, int exitStatus) {
    vm.setState(VmStateType.RUNNING);
    vm.getApplication().setState(state);
    vm.getApplication().setExitStatus(exitStatus);
  }

  private static String[] with(String... more) {
    String[] all = Arrays.copyOf(SEARCH, SEARCH.length + more.length);
    System.arraycopy(more, 0, all, SEARCH.length, more.length);
    return all;
  }
}
