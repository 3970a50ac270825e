package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingTools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL's opinion of signed policies. */
class OpensslPolicyIT {
  @TempDir private Path folder;
  private TestingSigners signers;
  private TestingTools tools;

  @BeforeEach
  void open() {
    signers = new TestingSigners(folder);
    tools = new TestingTools(signers.grid, signers.alice, folder);
  }

  @AfterEach
  void close() {
    signers.close();
  }

  @Test
  void openssl_verifies_a_signed_policy_and_takes_the_yaml_out() throws IOException {
    Octets pem = signers.sign(signers.alice, signers.clock);
    Files.write(folder.resolve("policy.cms"), pem.bytes());
    tools.run(verify());
    assertThat(folder.resolve("out.yaml")).hasContent(TestingSigners.POLICY);
  }

  @Test
  void openssl_refuses_a_policy_that_the_verifier_refuses() throws IOException {
    Octets pem = signers.sign(signers.grid.otherAuthority("C=XX,O=Other,CN=CA"), "Alice");
    Files.write(folder.resolve("policy.cms"), pem.bytes());
    assertThatThrownBy(() -> tools.run(verify())).isInstanceOf(AssertionError.class);
    assertThat(signers.verifier().verify(pem).accepted()).isEmpty();
  }

  @Test
  void a_policy_that_openssl_signed_is_accepted() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), TestingSigners.POLICY);
    tools.run(
        List.of(
            "openssl",
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-md",
            "sha256",
            "-in",
            "policy.yaml",
            "-signer",
            "usercert.pem",
            "-inkey",
            "userkey.pem",
            "-outform",
            "PEM",
            "-out",
            "openssl.cms"));
    Octets pem = Octets.of(Files.readAllBytes(folder.resolve("openssl.cms")));
    SignedPolicy policy = signers.verifier().verify(pem).accepted().orElseThrow();
    assertThat(policy.document().yaml()).isEqualTo(TestingSigners.octets(TestingSigners.POLICY));
  }

  private List<String> verify() {
    return List.of(
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "PEM",
        "-in",
        "policy.cms",
        "-CApath",
        signers.grid.certificates().toString(),
        "-purpose",
        "any",
        "-out",
        "out.yaml");
  }
}
