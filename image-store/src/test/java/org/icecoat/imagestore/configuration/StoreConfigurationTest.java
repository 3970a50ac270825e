package org.icecoat.imagestore.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.service.configuration.ByteCount;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.tpm.AuthValue;
import org.icecoat.trust.tpm.NvCounter;
import org.icecoat.trust.tpm.Tcti;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigurationTest {
  private static final String LEAST =
      """
      server: {public-address: 'https://store.example.org:8445', certificate: cert.pem, key: key.pem}
      trust: {directory: certificates}
      database: {file: catalogue}
      content: {folder: content}
      policy: policy.yaml
      """;

  private static final String FULL =
      """
      server:
        host: 10.0.0.2
        port: 9000
        public-address: https://store:9000
        certificate: /etc/grid-security/hostcert.pem
        key: /etc/grid-security/hostkey.pem
      trust: {directory: certificates, voms-directory: vomsdir, reload: 5m, crls: if_present}
      database: {url: 'jdbc:postgresql://db/store', user: store, password: secret}
      content: {folder: content, largest-image: 1TiB, kept-free: 10GiB, uploads: 2, audit-rate: 64MiB}
      log: {folder: /srv/log, check: 1m}
      tpm:
        tcti: device:/dev/tpmrm0
        counter: 25165824
        pcrs: [4, 7]
        recovery: recovery.pem
        recovery-key: /run/recovery.key
      inspection:
        qemu-img: /opt/qemu-img
        prlimit: /opt/prlimit
        required: false
        memory: 512MiB
        time: 30s
        encryption-time: 2h
      attestation:
        makers: makers
        policies: policies
        policy: site
        signers: ['CN=Alice,O=Grid']
        roll-out: 30m
      policy: /srv/policy.yaml
      """;

  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    StoreConfiguration read = read(LEAST);
    assertThat(read.server().host()).isEqualTo("0.0.0.0");
    assertThat(read.server().port()).isEqualTo(8445);
    assertThat(read.content().largestImage()).isEqualTo(ByteCount.parse("64GiB"));
    assertThat(read.content().keptFree()).isEqualTo(ByteCount.parse("1GiB"));
    assertThat(read.content().uploads()).isEqualTo(4);
    assertThat(read.content().auditRate()).isEqualTo(ByteCount.parse("16MiB"));
    assertThat(read.inspection().required()).isTrue();
    assertThat(read.inspection().qemuImg()).isEqualTo(Path.of("/usr/bin/qemu-img"));
    assertThat(read.inspection().prlimit()).isEqualTo(Path.of("/usr/bin/prlimit"));
    assertThat(read.inspection().memory()).isEqualTo(ByteCount.parse("1GiB"));
    assertThat(read.inspection().time()).isEqualTo(Duration.ofSeconds(60));
    assertThat(read.logFolder()).isEqualTo(folder.resolve("log-key"));
    assertThat(read.log().check()).isEqualTo(Duration.ofMinutes(10));
    assertThat(read.tpm().present()).isFalse();
    assertThat(read.tpm().selection()).hasToString("sha256:7");
    assertThat(read.inspection().encryptionTime()).isEqualTo(Duration.ofHours(1));
    assertThat(read.judging()).isEmpty();
    assertThat(read.policy()).isEqualTo(folder.resolve("policy.yaml"));
    assertThat(read.trust().crls()).isEqualTo(TrustAnchors.CrlMode.REQUIRED);
  }

  @Test
  void full_mapping() throws IOException {
    StoreConfiguration read = read(FULL);
    assertThat(read.server().host()).isEqualTo("10.0.0.2");
    assertThat(read.server().port()).isEqualTo(9000);
    assertThat(read.server().publicAddress()).isEqualTo(URI.create("https://store:9000"));
    assertThat(read.server().key()).isEqualTo(Path.of("/etc/grid-security/hostkey.pem"));
    assertThat(read.trust().vomsDirectory()).isEqualTo(folder.resolve("vomsdir"));
    assertThat(read.trust().reload()).isEqualTo(Duration.ofMinutes(5));
    assertThat(read.content().folder()).isEqualTo(folder.resolve("content"));
    assertThat(read.content().limits().largestBytes()).isEqualTo(1L << 40);
    assertThat(read.content().limits().keptFreeBytes()).isEqualTo(10L << 30);
    assertThat(read.content().limits().uploads()).isEqualTo(2);
    assertThat(read.content().auditRate()).isEqualTo(ByteCount.parse("64MiB"));
    assertThat(read.logFolder()).isEqualTo(Path.of("/srv/log"));
    assertThat(read.log().check()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.tpm())
        .isEqualTo(
            new TpmConfiguration(
                new Tcti("device:/dev/tpmrm0"),
                25165824,
                List.of(4, 7),
                folder.resolve("recovery.pem"),
                Path.of("/run/recovery.key")));
    assertThat(read.inspection())
        .isEqualTo(
            new InspectionConfiguration(
                Path.of("/opt/qemu-img"),
                Path.of("/opt/prlimit"),
                false,
                ByteCount.parse("512MiB"),
                Duration.ofSeconds(30),
                Duration.ofHours(2)));
    assertThat(read.judging())
        .contains(
            new AttestationConfiguration(
                folder.resolve("makers"),
                folder.resolve("policies"),
                new PolicyName("site"),
                List.of(Dn.parse("CN=Alice,O=Grid")),
                Duration.ofMinutes(30)));
    assertThat(read.policy()).isEqualTo(Path.of("/srv/policy.yaml"));
    assertThat(read.toString()).doesNotContain("password=secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x01800000", "0x01bffffe"})
  void the_counter_and_the_index_after_it_are_the_owners(String index) throws IOException {
    int counter = read(counting(index)).tpm().counter();
    assertThat(counter).isEqualTo(Integer.decode(index));
    AuthValue auth = AuthValue.of(new byte[] {1});
    assertThat(new NvCounter(counter, auth).index()).isEqualTo(counter);
    assertThat(new NvCounter(counter + 1, auth).index()).isEqualTo(counter + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x017fffff", "0x01bfffff", "0x01c00000"})
  void a_counter_that_is_not_the_owners_or_has_none_after_it_is_refused(String index) {
    assertRefused(counting(index), "0x01800000 to 0x01bffffe: it and the next index");
  }

  private static String counting(String index) {
    return LEAST + "tpm: {tcti: 'device:/dev/tpmrm0', counter: " + index + "}";
  }

  @Test
  void refusals() {
    assertRefused(LEAST + "contents: {}", "did you mean 'content'");
    assertRefused(LEAST.replaceAll("content: .*", ""), "content is missing");
    assertRefused(LEAST.replaceAll("public-address: '[^']*', ", ""), "public-address is missing");
    assertRefused(LEAST.replace(":8445", ":8445/store"), "without a path");
    assertRefused(LEAST.replace("https:", "ftp:"), "must be https");
    assertRefused(LEAST.replace(", key: key.pem", ""), "give certificate and key");
    assertRefused(LEAST.replace("folder: content", "uploads: 2"), "folder is missing");
    assertRefused(LEAST.replace("content}", "content, uploads: 0}"), "uploads must be");
    assertRefused(LEAST.replace("content}", "content, largest-image: 5TiB}"), "largest-image");
    assertRefused(LEAST + "inspection: {time: 10ms}", "time must be");
    assertRefused(LEAST + "log: {check: 10ms}", "check must be");
    assertRefused(LEAST + "tpm: {tcti: '/dev/tpm0'}", "device:/dev/tpmrm0");
    assertRefused(LEAST + "tpm: {counter: 25165824}", "tcti is missing");
    assertRefused(LEAST + "tpm: {tcti: 'device:/dev/tpmrm0', counter: 7}", "counter must be");
    assertRefused(LEAST + "tpm: {pcrs: [7]}", "tcti is missing");
    assertRefused(LEAST + "tpm: {tcti: 'device:/dev/tpmrm0', pcrs: [16]}", "neither 16 nor 23");
    assertRefused(LEAST + "tpm: {recovery: recovery.pem}", "tcti is missing");
    assertRefused(
        LEAST + "tpm: {tcti: 'device:/dev/tpmrm0', recovery-key: k}", "of no use without recovery");
    assertRefused(LEAST + "inspection: {encryption-time: 0s}", "encryption-time must be");
    assertRefused(LEAST + "attestation: {makers: makers}", "attestation.policies is missing");
    assertRefused(
        LEAST + "attestation: {makers: m, policies: p, policy: site, signers: []}", "names nobody");
    assertRefused(LEAST.replaceAll("policy: .*", ""), "policy is missing");
  }

  @Test
  void curators_in_the_store_s_own_file_are_refused_with_what_to_do() {
    assertRefused(
        LEAST.replace("policy.yaml", "{curators: ['CN=Carol,O=Grid']}"),
        "line 5: policy: a path is expected here: move these keys into a file of their own, and"
            + " name that file");
  }

  @Test
  void tools_that_are_required_must_be_there() {
    Path none = folder.resolve("qemu-img");
    InspectionConfiguration required =
        new InspectionConfiguration(none, null, null, null, null, null);
    assertThatThrownBy(required::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("install qemu-utils");
    assertThat(new InspectionConfiguration(none, null, false, null, null, null).open()).isNotNull();
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  private StoreConfiguration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("store.yaml"), text);
    return ConfigurationFile.read(file, StoreConfiguration.class);
  }
}
