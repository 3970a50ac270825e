package org.icecoat.trust.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.openssl.PEMEncryptor;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemCredentialTest {
  private static final String PASSPHRASE = "correct horse";

  @TempDir private Path folder;
  private TestingGrid grid;
  private TestingCredential alice;
  private Path certificate;

  @BeforeEach
  void makeAlice() {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    alice = grid.user("Alice User");
    certificate = alice.writeCertificate(folder.resolve("usercert.pem"));
  }

  @Test
  void plain_keys_of_both_kinds_are_read() {
    for (TestingCredential user :
        new TestingCredential[] {alice, grid.user("Carol", TestingKeys.rsa(2048))}) {
      PemCredential read =
          PemCredential.read(
              user.writeCertificate(folder.resolve("c.pem")),
              user.writeKey(folder.resolve("k.pem")),
              PassphraseSource.NONE);
      assertThat(read.leaf()).isEqualTo(user.leaf());
      assertThat(read.key().getEncoded()).isEqualTo(user.key().getEncoded());
    }
  }

  @Test
  void a_proxy_file_is_read_with_its_chain() {
    TestingCredential proxy = alice.proxy().issue();
    PemCredential read = PemCredential.read(proxy.writeProxy(folder.resolve("proxy")));
    assertThat(read.chain().certificates()).containsExactly(proxy.chain());
    assertThat(read.chain().proxies()).containsExactly(ProxyKind.RFC3820);
    assertThat(read.chain().endEntity()).contains(alice.leaf());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS8", "AES-256-CBC", "DES-EDE3-CBC"})
  void an_encrypted_key_opens_with_its_passphrase_alone_which_is_wiped(String form)
      throws IOException, OperatorCreationException {
    alice = grid.user("Alice User", TestingKeys.rsa(2048));
    alice.writeCertificate(certificate);
    Path key = encrypted(form);
    char[] given = PASSPHRASE.toCharArray();
    assertThat(PemCredential.read(certificate, key, () -> given).key().getEncoded())
        .isEqualTo(alice.key().getEncoded());
    assertThat(given).containsOnly('\0');
    failed(TrustFault.PASSPHRASE_WRONG, () -> read(key, "wrong horse"));
    failed(TrustFault.PASSPHRASE_WRONG, () -> read(key, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw-rw-rw-"})
  void a_key_that_others_may_use_is_refused_with_advice(String mode) throws IOException {
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> read(key, ""))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.CREDENTIAL_EXPOSED))
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_key_that_belongs_to_somebody_else_is_refused() throws IOException {
    assumeThat(PrivateFile.ownUid()).as("only root can give a file away").isZero();
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    Files.setAttribute(key, "unix:uid", 12345);
    failed(TrustFault.CREDENTIAL_EXPOSED, () -> read(key, ""));
  }

  @Test
  void a_key_that_only_its_owner_may_read_is_accepted() throws IOException {
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    assertThat(read(key, "").leaf()).isEqualTo(alice.leaf());
  }

  @Test
  void a_certificate_and_anothers_key_do_not_go_together() {
    Path key = grid.user("Bob").writeKey(folder.resolve("userkey.pem"));
    failed(TrustFault.CREDENTIAL_UNREADABLE, () -> read(key, ""));
    Path curve = grid.user("Eve", TestingKeys.rsa(2048)).writeKey(folder.resolve("userkey.pem"));
    failed(TrustFault.CREDENTIAL_UNREADABLE, () -> read(curve, ""));
  }

  @Test
  void what_is_missing_empty_garbled_or_endless_is_refused() throws IOException {
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    failed(TrustFault.CREDENTIAL_UNREADABLE, () -> read(folder.resolve("none"), ""));
    failed(TrustFault.CREDENTIAL_UNREADABLE, () -> PemCredential.read(key));
    for (String content :
        new String[] {
          "",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
          "-----BEGIN RSA PRIVATE KEY-----\n",
          "x".repeat(2 << 20)
        }) {
      Files.writeString(key, content);
      failed(TrustFault.CREDENTIAL_UNREADABLE, () -> read(key, ""));
    }
  }

  @Test
  void a_key_is_never_shown() {
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    assertThat(read(key, "")).hasToString("credential of CN=Alice User, O=Testing Grid, C=XX");
  }

  private PemCredential read(Path key, String passphrase) {
    return PemCredential.read(certificate, key, passphrase::toCharArray);
  }

  private Path encrypted(String form) throws IOException, OperatorCreationException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      if (form.equals("PKCS8")) {
        writer.writeObject(
            new JcaPKCS8Generator(
                alice.key(),
                new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setPassword(PASSPHRASE.toCharArray())
                    .build()));
      } else {
        PEMEncryptor encryptor =
            new JcePEMEncryptorBuilder(form)
                .setSecureRandom(new SecureRandom())
                .build(PASSPHRASE.toCharArray());
        writer.writeObject(new JcaMiscPEMGenerator(alice.key(), encryptor));
      }
    }
    Path key = alice.writeKey(folder.resolve("userkey.pem"));
    return Files.writeString(key, text.toString());
  }

  private static void failed(TrustFault fault, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
