package org.icecoat.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.icecoat.console.testing.TestingConsole.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of the TPMs that are believed, tried before it refuses a fleet of nodes. */
class CheckedTpmTest extends PolicyFixture {
  private static final String CLASSES = "classes: [hardware]";
  private static final String MAKERS = "makers: [\"any\"]";
  private static final String BY_AUTHORITY = "makers: [\"sha256:%s\"]".formatted("ca".repeat(32));

  @BeforeEach
  void a_policy_in_force() {
    draft("site.yaml");
  }

  @Test
  void a_change_of_classes_refuses_the_tpms_of_the_factorys_nodes() throws IOException {
    changed("new.yaml", CLASSES, "classes: [emulated]");
    Result result = check("--nodes");
    assertThat(result.out())
        .startsWith("node1.evidence: accepted\nTPM of node2: refused by the change\n")
        .contains("HARDWARE (TPM_CLASS)\n");
    assertThat(result.err()).contains("1 of 1 TPMs would be refused");
    assertThat(result.status()).isEqualTo(1);
    assertThat(check("--nodes", "--json").out())
        .contains("\"node\" : \"node2\"", "\"tpmClass\" : \"hardware\"")
        .contains("\"maker\" : \"53544D20-STMicro\"", "\"code\" : \"TPM_CLASS\"");
  }

  @Test
  void a_change_of_makers_refuses_them_as_well() throws IOException {
    changed("new.yaml", MAKERS, "makers: [Infineon]");
    Result result = check("--nodes");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("53544D20-STMicro (TPM_MAKER)\n");
  }

  @Test
  void what_was_refused_before_is_told_apart() throws IOException {
    changed("site.yaml", MAKERS, "makers: [Infineon]");
    changed("new.yaml", CLASSES, CLASSES);
    assertThat(check("--nodes").out()).contains("TPM of node2: refused as before\n");
    changed("site.yaml", "makers: [Infineon]", BY_AUTHORITY);
    assertThat(check("--nodes").out()).contains("TPM of node2: refused by the change\n");
  }

  @Test
  void tpms_that_stay_are_accepted_and_nothing_is_remarked() throws IOException {
    changed("new.yaml", "version: 1", "version: 2");
    Result asked = check("--nodes");
    assertThat(asked.status()).isZero();
    assertThat(asked.out()).isEqualTo("node1.evidence: accepted\nTPM of node2: accepted\n");
    assertThat(check().err()).isEmpty();
  }

  @Test
  void a_change_that_was_not_judged_is_remarked() throws IOException {
    changed("new.yaml", CLASSES, "classes: [emulated]");
    Result result = check();
    assertThat(result.status()).isZero();
    assertThat(result.err())
        .contains("lets in emulated TPMs of any maker instead of hardware TPMs of any maker")
        .contains("--nodes");
  }

  @Test
  void what_the_factory_does_not_tell_is_not_judged() throws IOException {
    changed("new.yaml", MAKERS, BY_AUTHORITY);
    Result result = check("--nodes");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("TPM of node2: not judged: the policy names CAs")
        .contains("its maker is 53544D20-STMicro\n");
    icecoat.services().nodes().then(node -> node.setTpm(null));
    assertThat(check("--nodes").out()).contains("TPM of node2: not judged: the factory knows none");
  }

  /** The policy in force with something else in it. */
  private void changed(String file, String from, String to) throws IOException {
    Path inForce = home.resolve("site.yaml");
    String text = Files.readString(inForce);
    assertThat(text).contains(from);
    Files.writeString(home.resolve(file), text.replace(from, to));
  }

  private Result check(String... more) {
    String[] words = {"policy", "check", "new.yaml", "node1.evidence", "--against", "site.yaml"};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return icecoat.run(all);
  }
}
