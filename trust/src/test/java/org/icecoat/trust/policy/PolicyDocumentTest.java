package org.icecoat.trust.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
  private static final Sha256 DIGEST = Sha256.parse(TestingPolicy.DIGEST);

  @Test
  void every_part_is_read() {
    AppraisalPolicy policy = TestingPolicy.read(TestingPolicy.GOOD).policy();
    assertThat(policy.name()).isEqualTo(new PolicyName("site"));
    assertThat(policy.version()).isEqualTo(3);
    assertThat(policy.maximalAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.tpms().classes()).containsOnly(TpmClass.HARDWARE, TpmClass.EMULATED);
    assertThat(policy.tpms().minimalFirmware()).hasToString("0x0000000100000000");
    assertThat(policy.pcrs().selection()).isEqualTo(PcrSelection.of(PcrBank.SHA256, 0, 7, 10, 14));
    assertThat(policy.pcrs().by(LogKind.FIRMWARE)).containsExactly(0, 7);
    assertThat(policy.pcrs().quoted().get(1).values()).containsExactly(DIGEST);
    assertThat(policy.firmware().rules())
        .extracting(rule -> rule.type().toString())
        .containsExactly("EV_SEPARATOR", "EV_EFI_GPT_EVENT2");
    assertThat(policy.components().allows("qemu", DIGEST)).isTrue();
    assertThat(policy.components().missing(Set.of()))
        .extracting(ComponentRules.Rule::name)
        .containsExactly("qemu");
    assertThat(policy.ima().allows("/usr/bin/qemu", DIGEST)).isTrue();
    assertThat(policy.ima().excludes("/var/tmp/x")).isTrue();
    assertThat(policy.ima().excludes("/var/tmpx")).isFalse();
  }

  @Test
  void the_digest_of_the_bytes_names_the_document_comments_included() {
    PolicyDocument one = TestingPolicy.read(TestingPolicy.GOOD);
    PolicyDocument other = TestingPolicy.read(TestingPolicy.GOOD + "# more\n");
    assertThat(one.yaml().bytes()).isEqualTo(TestingPolicy.GOOD.getBytes(StandardCharsets.UTF_8));
    assertThat(other.id()).isNotEqualTo(one.id());
    assertThat(one).hasToString("policy site version 3 (%s)".formatted(one.digest().abbreviated()));
  }

  @Test
  void without_ima_no_pcr_10() {
    String none = TestingPolicy.GOOD.replaceAll("(?s)ima:\n.*", "ima: none\n");
    TestingPolicy.refused(none).hasMessageContaining("judged by the IMA log");
    AppraisalPolicy policy =
        TestingPolicy.read(none.replace("    - {pcr: 10, by-log: ima}\n", "")).policy();
    assertThat(policy.ima().asked()).isFalse();
  }

  @Test
  void files_need_a_boot_that_is_judged_by_values_or_the_firmware_s_log() {
    AppraisalPolicy some = TestingPolicy.read(TestingPolicy.GOOD).policy();
    assertThat(some.bootLeftOut()).containsExactly(1, 2, 3, 4, 5, 6, 8, 9);
    String judged = "- {pcr: 1, values: [%1$s]}%n    - {pcr: 2, values: [%1$s]}%n    ";
    AppraisalPolicy more =
        TestingPolicy.read(
                TestingPolicy.with(
                        "- {pcr: 10", judged.formatted(TestingPolicy.DIGEST) + "- {pcr: 10")
                    .replace("{pcr: 14, by-log", "{pcr: 8, by-log"))
            .policy();
    assertThat(more.bootLeftOut()).as("components are none").containsExactly(3, 4, 5, 6, 8, 9);
    String none = TestingPolicy.GOOD.replaceAll("(?s)ima:\n.*", "ima: none\n");
    assertThat(
            TestingPolicy.read(none.replace("    - {pcr: 10, by-log: ima}\n", ""))
                .policy()
                .bootLeftOut())
        .isEmpty();
  }

  @Test
  void rules_tell_what_matched_and_what_is_missing() {
    FirmwareRules rules = TestingPolicy.read(TestingPolicy.GOOD).policy().firmware();
    Octets digest = Octets.of(DIGEST.bytes());
    Octets other = PcrBank.SHA256.zero();
    FirmwareRules.Tally tally = rules.tally();
    assertThat(tally.missing()).containsExactly(rules.rules().get(0));
    assertThat(tally.count(0, EventType.EV_SEPARATOR.id(), other)).isFalse();
    assertThat(tally.count(7, EventType.EV_SEPARATOR.id(), digest)).isFalse();
    assertThat(tally.count(0, EventType.EV_IPL.id(), digest)).isFalse();
    assertThat(tally.count(7, EventType.EV_EFI_GPT_EVENT2.id(), other)).isTrue();
    assertThat(tally.missing()).hasSize(1);
    assertThat(tally.count(0, EventType.EV_SEPARATOR.id(), digest)).isTrue();
    assertThat(tally.missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{pcr: 0, by-log: firmware}|{pcr: 16, by-log: firmware}|can be reset by any software",
        "{pcr: 0, by-log: firmware}|{pcr: 23, by-log: firmware}|can be reset by any software",
        "{pcr: 0, by-log: firmware}|{pcr: 24, by-log: firmware}|numbered from 0 to 23",
        "{pcr: 0, by-log: firmware}|{pcr: 7, by-log: firmware}|PCR 7 is there twice",
        "{pcr: 0, by-log: firmware}|{pcr: 0}|needs values or by-log",
        "{pcr: 0, by-log: firmware}|{pcr: 1, by-log: firmware}|PCRs [1, 7] are judged",
        "{pcr: 0, by-log: firmware}|{pcr: 0, by-log: 0}|by-log",
        "{pcr: 0, by-log: firmware}|{by-log: firmware}|pcr",
        "{pcr: 0, by-log: firmware}|{pcr: 0.5, by-log: firmware}|pcr",
        "{pcr: 0, by-log: firmware}|{pcr: '0', by-log: firmware}|pcr",
        "bank: sha256|bank: sha1|The bank of PCRs is sha256",
        "version: 3|version: 0|version is 1 or more",
        "version: 3|version: -3|version is 1 or more",
        "version: 3|version: 3.0|version",
        "version: 3|version: 99999999999|version",
        "version: 3|versions: 3|unknown key 'versions'; there are any, bank, by-log",
        "name: site|name: Site|small letters",
        "name: site|name: ../site|small letters",
        "name: site|name: site\\nname: site|uplicate",
        "maximal-age: 10m|maximal-age: 10|no duration",
        "maximal-age: 10m|maximal-age: 0s|from 1s to 30d",
        "maximal-age: 10m|maximal-age: 31d|from 1s to 30d",
        "maximal-age: 10m|maximal-age: null|maximal-age is missing",
        "[hardware, emulated]|[]|0 classes",
        "[hardware, emulated]|[hardware, virtual]|classes",
        "[any]|[]|0 makers",
        "[any]|[any, STM]|'any' stands alone",
        "[any]|['sha256:12']|64 hexadecimal digits",
        "[any]|[null]|makers has an empty entry",
        "hardware, emulated|&c hardware, *c|aliases",
        "[hardware, emulated]|&c [hardware]|anchors",
        "version: 3|<<: {version: 3}|unknown key '<<'",
        "version: 3|? version\\n: *name|aliases",
        "version: 3|version: *name|aliases",
        "version: 3|version: !!int 3|tags",
        "version: 3|version: !!java.lang.Integer [3]|tags",
        "0x0000000100000000|7.2|0x and up to 16",
        "type: EV_SEPARATOR|type: EV_NO_ACTION|never measured",
        "type: EV_SEPARATOR|type: 0x00000003|never measured",
        "type: EV_SEPARATOR|type: EV_SEPERATOR|no type of event",
        "any: true, optional|any: false, optional|either digests or any",
        "any: true, optional|optional|either digests or any",
        "any: true, optional|any: true, digests: [DIGEST], optional|either digests or any",
        "any: true, optional|any: 'true', optional|any",
        "any: true, optional|anything: true, optional|unknown key",
        "name: ovmf|name: qemu|qemu is there twice",
        "name: ovmf|name: O V M F|small letters",
        "qemu, digests: [DIGEST]|qemu, digests: []|0 digests of qemu",
        "qemu, digests: [DIGEST]|qemu|0 digests of qemu",
        "{pcr: 14, by-log: components}|{pcr: 14, values: [DIGEST]}|one PCR if there are components",
        "{pcr: 14, by-log: components}|{pcr: 3, by-log: components}|one of PCRs 8 to 15",
        "/var/tmp/|/|excludes too much",
        "/var/tmp/|/var/tmp|excludes too much",
        "/var/tmp/|var/tmp/|excludes too much",
        "/usr/bin/qemu: [DIGEST]|/usr/bin/qemu: []|0 digests of /usr/bin/qemu",
        "{pcr: 10, by-log: ima}|{pcr: 11, by-log: ima}|with IMA rules it is PCR 10",
      })
  void what_is_wrong_is_refused_with_its_reason(String piece, String other, String reason) {
    String wrong =
        TestingPolicy.with(
            piece.replace("DIGEST", TestingPolicy.DIGEST),
            other.replace("DIGEST", TestingPolicy.DIGEST).replace("\\n", "\n"));
    TestingPolicy.refused(wrong).hasMessageContaining(reason);
  }

  @Test
  void components_are_not_measured_where_the_kernel_lists_files() {
    String wrong =
        TestingPolicy.GOOD.replaceAll("(?m)^.*pcr: 10.*\n", "").replace("pcr: 14", "pcr: 10");
    TestingPolicy.refused(wrong).hasMessageContaining("one of PCRs 8 to 15 but 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "version", "maximal-age", "tpms", "pcrs", "ima"})
  void every_part_but_empty_rules_has_to_be_there(String key) {
    String without = TestingPolicy.GOOD.replaceAll("(?m)^%s:.*\n(?:^ .*\n)*".formatted(key), "");
    assertThat(without).isNotEqualTo(TestingPolicy.GOOD);
    TestingPolicy.refused(without).hasMessageContaining(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: &a site\nversion: *a",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: *c",
        "name: !!java.net.URL [http://localhost]",
        "name: !!str site",
        "<<: {name: site}",
        "name: site\n---\nname: site",
        "{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "name: site\u0000",
        "- 1",
        "site",
        "",
        "# nothing\n",
        "%YAML 9.9\n---\nname: site",
      })
  void odd_yaml_is_refused(String text) {
    TestingPolicy.refused(text);
  }

  @Test
  void a_policy_longer_than_1_mib_is_refused_unread() {
    TestingPolicy.refused(TestingPolicy.GOOD + "#".repeat(1 << 20))
        .hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void other_encodings_are_refused() {
    Octets latin = Octets.of("name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    TestingPolicy.refused(latin).hasMessageContaining("UTF-8");
    Octets wide = Octets.of(TestingPolicy.GOOD.getBytes(StandardCharsets.UTF_16));
    TestingPolicy.refused(wide);
  }

  @Test
  void damaged_policies_are_read_or_refused_and_nothing_else() {
    Octets good = Octets.of(TestingPolicy.GOOD.getBytes(StandardCharsets.UTF_8));
    TestingBytes.survivesMutation(good, TestingPolicy::readOrRefuse, 500);
  }
}
