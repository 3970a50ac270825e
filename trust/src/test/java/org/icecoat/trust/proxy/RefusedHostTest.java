package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.emi.security.authn.x509.ValidationError;
import eu.emi.security.authn.x509.ValidationErrorCode;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;
import org.icecoat.trust.testing.TestingCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no certificate of the host that was called, and what nobody can say why. */
class RefusedHostTest {
  private static final String HOST = "node1.example.org";

  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingCredential node;

  @BeforeEach
  void open() {
    callers = TestingCallers.in(folder);
    node = callers.grid.host("node1", HOST);
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void the_host_that_was_called_is_accepted() {
    assertThat(reasons(HOST, node)).isEmpty();
  }

  @Test
  void the_certificate_of_another_host_is_refused() {
    assertThat(reasons("node2.example.org", node)).containsExactly(RefusalReason.WRONG_HOST);
    assertThat(reasons(null, node)).containsExactly(RefusalReason.WRONG_HOST);
  }

  @Test
  void a_proxy_of_the_host_is_not_the_host() {
    assertThat(reasons(HOST, node.proxy().issue())).contains(RefusalReason.PROXY_AS_HOST);
  }

  private List<RefusalReason> reasons(String host, TestingCredential shown) {
    return reasons(callers.trust().hosts().findings(host, shown.chain()));
  }

  @Test
  void a_chain_that_the_validator_refuses_is_refused_whatever_it_says_of_it() {
    ValidationError strange = new ValidationError(node.chain(), 0, ValidationErrorCode.unknown);
    for (ValidationResult result :
        List.of(new ValidationResult(false), new ValidationResult(false, List.of(strange)))) {
      X509CertChainValidatorExt validator = answering(result);
      assertThat(
              reasons(
                  new PathCheck(validator, validator)
                      .findings(ProxyChain.of(List.of(node.chain())))))
          .containsExactly(RefusalReason.UNTRUSTED);
    }
  }

  private static X509CertChainValidatorExt answering(ValidationResult result) {
    Class<?> type = X509CertChainValidatorExt.class;
    return (X509CertChainValidatorExt)
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> result);
  }

  private static List<RefusalReason> reasons(List<Finding> findings) {
    return findings.stream().map(Finding::reason).toList();
  }
}
