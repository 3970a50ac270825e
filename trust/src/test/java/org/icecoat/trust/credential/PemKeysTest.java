package org.icecoat.trust.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemKeysTest {
  @TempDir private Path folder;
  private Path file;
  private TestingCredential alice;
  private PemKeys keys;

  @BeforeEach
  void open() {
    file = folder.resolve("proxy");
    alice = TestingGrid.create(folder, Clock.systemUTC()).user("Alice User");
    alice.proxy().issue().writeProxy(file);
    keys = PemKeys.ofProxy(file);
  }

  @Test
  void a_renewed_proxy_is_served_from_the_next_handshake_on() {
    String begun = keys.chooseEngineClientAlias(new String[] {"EC"}, null, null);
    TestingCredential renewed = alice.proxy().issue();
    renewed.writeProxy(file);
    String next = keys.chooseEngineClientAlias(new String[] {"EC"}, null, null);
    assertThat(keys.getCertificateChain(next)).isEqualTo(renewed.chain());
    assertThat(keys.getPrivateKey(next)).isEqualTo(renewed.key());
    assertThat(keys.getCertificateChain(begun)).isNotEqualTo(renewed.chain());
    assertThat(keys.getPrivateKey(begun)).isNotEqualTo(renewed.key());
  }

  @Test
  void the_old_credential_goes_on_while_the_new_one_is_not_usable() throws IOException {
    PemCredential first = keys.current();
    Files.writeString(file, "half a file");
    assertThat(keys.current()).isSameAs(first);
    Files.delete(file);
    assertThat(keys.current()).isSameAs(first);
    TestingCredential renewed = alice.proxy().issue();
    renewed.writeProxy(file);
    assertThat(keys.current().leaf()).isEqualTo(renewed.leaf());
  }

  @Test
  void a_key_of_another_kind_is_not_offered() {
    assertThat(keys.chooseEngineClientAlias(new String[] {"RSA"}, null, null)).isNull();
    alice.proxy().keys(TestingKeys.rsa(2048)).issue().writeProxy(file);
    assertThat(keys.chooseEngineClientAlias(new String[] {"EC"}, null, null)).isNull();
    assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNotNull();
  }

  @Test
  void an_alias_that_nobody_gave_has_nothing() {
    assertThat(keys.getPrivateKey("other")).isNull();
    assertThat(keys.getCertificateChain("other")).isNull();
  }
}
