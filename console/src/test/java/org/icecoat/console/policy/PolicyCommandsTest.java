package org.icecoat.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.Test;

/** Policies are drafted, checked, signed and shown. */
class PolicyCommandsTest extends PolicyFixture {
  @Test
  void a_draft_goes_to_standard_output_or_to_a_file() throws IOException {
    Result result = icecoat.run("policy", "draft", "node1.evidence", "--name", "site");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("# A draft made from what one node showed")
        .contains("classes: [hardware]\n")
        .contains("makers: [\"any\"]\n")
        .contains("{name: qemu, digests: [\"sha256:e0e0");
    Result file =
        icecoat.run(
            "policy",
            "draft",
            "node1.evidence",
            "--name",
            "site",
            "--maker",
            "STM",
            "--maker",
            "Infineon",
            "--allow-emulated",
            "-o",
            "site.yaml");
    assertThat(file.out()).isEqualTo("Written to site.yaml\n");
    assertThat(Files.readString(home.resolve("site.yaml")))
        .contains("classes: [emulated, hardware]\n  makers: [\"STM\", \"Infineon\"]\n");
  }

  @Test
  void a_draft_in_json_tells_what_it_holds() {
    Result result = icecoat.run("policy", "draft", "node1.evidence", "--name", "site", "--json");
    assertThat(result.out())
        .contains("\"name\" : \"site\"")
        .contains("\"byLog\" : \"components\"")
        .contains("\"firmwareRules\" : 7");
  }

  @Test
  void a_check_says_which_nodes_a_change_would_refuse_and_why() throws IOException {
    draft("site.yaml");
    evidence("node2.evidence", "66");
    Result good = icecoat.run("policy", "check", "site.yaml", "node1.evidence");
    assertThat(good.status()).isZero();
    assertThat(good.out()).isEqualTo("node1.evidence: accepted\n");
    assertThat(good.err())
        .contains("TPMs were not judged", "lets in hardware TPMs of any maker", "With --nodes");
    Result bad = icecoat.run("policy", "check", "site.yaml", "node1.evidence", "node2.evidence");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out())
        .contains("node1.evidence: accepted\nnode2.evidence: refused\n")
        .contains("qemu is sha256:6666")
        .contains("(COMPONENT_CHANGED)");
    assertThat(bad.err()).contains("1 of 2 nodes would be refused");
  }

  @Test
  void a_check_against_the_policy_in_force_tells_what_is_new() throws IOException {
    draft("site.yaml");
    evidence("node2.evidence", "66");
    String changed =
        Files.readString(home.resolve("site.yaml")).replace("e0".repeat(32), "e1".repeat(32));
    Files.writeString(home.resolve("new.yaml"), changed);
    Result result =
        icecoat.run(
            "policy",
            "check",
            "new.yaml",
            "node1.evidence",
            "node2.evidence",
            "--against",
            "site.yaml");
    assertThat(result.out())
        .contains("node1.evidence: refused by the change\n")
        .contains("node2.evidence: refused as before\n")
        .contains("(COMPONENT_CHANGED) [as before]\n");
    Result json =
        icecoat.run(
            "policy", "check", "new.yaml", "node1.evidence", "--against", "site.yaml", "--json");
    assertThat(json.out())
        .contains("\"newlyRefused\" : true")
        .contains("\"code\" : \"COMPONENT_CHANGED\"")
        .contains("\"added\" : true");
  }

  @Test
  void a_policy_is_signed_and_shown_with_its_signer() {
    draft("site.yaml");
    Result signed = icecoat.run("policy", "sign", "site.yaml");
    assertThat(signed.status()).as(signed.err()).isZero();
    assertThat(signed.out())
        .startsWith("site version 1 signed by CN=Alice,O=Testing Grid,C=XX\n")
        .contains("written to site.yaml.cms");
    Result shown = icecoat.run("policy", "show", "site.yaml.cms");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .startsWith("site version 1\n  results count for 10 min")
        .contains("  PCR 14 by the log of components\n")
        .contains("  components: qemu\n")
        .contains("  signed by CN=Alice,O=Testing Grid,C=XX, 2026-11-23");
    assertThat(icecoat.run("policy", "show", "site.yaml").out()).contains("  not signed\n");
    assertThat(icecoat.run("policy", "show", "site.yaml.cms", "--json").out())
        .contains("\"signer\" : \"CN=Alice,O=Testing Grid,C=XX\"");
  }

  @Test
  void files_without_the_boot_that_lists_them_are_not_signed() throws IOException {
    draft("site.yaml");
    Path policy = home.resolve("site.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            .replace("  quoted:\n", "  quoted:\n    - {pcr: 10, by-log: ima}\n")
            .replace("ima: none", "ima: {files: {/x: ['%s']}}".formatted("66".repeat(32))));
    Result signed = icecoat.run("policy", "sign", "site.yaml");
    assertThat(signed.status()).isEqualTo(2);
    assertThat(signed.err()).contains("PCRs 0 to 9 belong among its pcrs");
    assertThat(home.resolve("site.yaml.cms")).doesNotExist();
  }

  @Test
  void a_policy_signed_under_an_unknown_ca_is_not_shown() throws IOException {
    draft("site.yaml");
    assertThat(icecoat.run("policy", "sign", "site.yaml").status()).isZero();
    TestingGrid other = TestingGrid.create(home.resolve("other"), icecoat.console().time());
    icecoat.console().with("X509_CERT_DIR", other.certificates().toString());
    Result shown = icecoat.run("policy", "show", "site.yaml.cms");
    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err())
        .contains("site.yaml.cms is no policy to rely on")
        .contains("(SIGNER_UNTRUSTED)");
  }

  @Test
  void a_proxy_signs_nothing() {
    draft("site.yaml");
    TestingCredential proxy = grid.user("Alice").proxy().issue();
    proxy.writeCertificate(home.resolve("proxycert.pem"));
    proxy.writeKey(home.resolve("proxykey.pem"));
    Result result =
        icecoat.run(
            "policy",
            "sign",
            "site.yaml",
            "--cert",
            "" + home.resolve("proxycert.pem"),
            "--key",
            "" + home.resolve("proxykey.pem"));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("That is a proxy");
  }

  @Test
  void evidence_is_fetched_to_a_file_that_a_draft_reads() throws IOException {
    icecoat.services().nodes().prove(Files.readAllBytes(home.resolve("node1.evidence")));
    Result fetched = icecoat.run("node", "evidence", "node2");
    assertThat(fetched.status()).as(fetched.err()).isZero();
    assertThat(fetched.out())
        .startsWith("Evidence of node2: sha256:")
        .endsWith("  written to node2.evidence\n");
    assertThat(icecoat.run("node", "evidence", "node2", "-o", "x", "--json").out())
        .contains("\"file\" : \"x\"");
    Result draft =
        icecoat.run("policy", "draft", "node2.evidence", "x", "--name", "site", "--version", "7");
    assertThat(draft.status()).as(draft.err()).isZero();
    assertThat(draft.out()).contains("what 2 nodes showed").contains("version: 7\n");
  }

  @Test
  void kept_evidence_is_fetched_by_its_digest_and_no_other_is_taken_for_it() throws IOException {
    byte[] bytes = Files.readAllBytes(home.resolve("node1.evidence"));
    icecoat.services().nodes().prove(bytes);
    String digest = Evidence.parse(Octets.of(bytes)).digest().toString();
    Result fetched = icecoat.run("node", "evidence", "node2", "--digest", digest);
    assertThat(fetched.out()).startsWith("Evidence of node2: " + digest);
    assertThat(icecoat.services().nodes().asked().getDigest()).isEqualTo(digest);
    String other = "sha256:" + "0".repeat(64);
    Result swapped = icecoat.run("node", "evidence", "node2", "-o", "x", "--digest", other);
    assertThat(swapped.status()).isEqualTo(1);
    assertThat(swapped.err()).contains("other evidence: " + digest);
    assertThat(home.resolve("x")).doesNotExist();
    assertThat(icecoat.run("node", "evidence", "node2", "--digest", "abc").status()).isEqualTo(2);
  }

  @Test
  void what_is_no_evidence_is_not_written() {
    icecoat.services().nodes().prove(new byte[] {1});
    Result result = icecoat.run("node", "evidence", "node2");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("The factory's answer is no evidence");
    assertThat(home.resolve("node2.evidence")).doesNotExist();
  }

  @Test
  void files_that_are_wrong_are_told_by_name() throws IOException {
    draft("site.yaml");
    Files.writeString(home.resolve("bad.yaml"), "name: site\nnmae: x\n");
    Files.writeString(home.resolve("bad.evidence"), "x");
    assertThat(icecoat.run("policy", "show", "bad.yaml").err())
        .contains("bad.yaml: The policy cannot be read: line 2: unknown key 'nmae'");
    assertThat(icecoat.run("policy", "show", "none.yaml").err())
        .contains("none.yaml: does not exist");
    Result result = icecoat.run("policy", "check", "site.yaml", "bad.evidence");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("bad.evidence: Evidence is malformed");
  }
}
