package org.icecoat.trust.ima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.trust.testing.TestingQuotes;
import org.junit.jupiter.api.Test;

class ImaLogTest {
  private static final String REAL = "rust-keylime/ascii_runtime_measurements";
  private static final Octets REAL_PCR =
      Octets.parse("c4a065637fc6a7c55f2811dd06cb45dd037133be2b3dc5c3e6fbe6bf061db724");
  private static final String HASH = "1d8d532d463c9f8c205d0df7787669a85f93e260";
  private static final String SHA1 = "sha1:" + "00".repeat(20);

  @Test
  void a_real_list_leads_to_the_real_pcr() {
    PcrValues pcr = PcrValues.of(PcrBank.SHA256, Map.of(10, REAL_PCR));
    VerifiedImaLog log =
        ImaVerifier.verify(
                TestingImaLog.only(TestingFixtures.octets(REAL)),
                new TestingQuotes().of(pcr),
                ImaPosition.START)
            .accepted()
            .orElseThrow();
    assertThat(log.entries()).hasSize(826);
    assertThat(log.bootAggregate()).isPresent();
    ImaEntry init = log.entries().get(1);
    assertThat(init.template()).isEqualTo(ImaTemplate.IMA_NG);
    assertThat(init.file().path()).isEqualTo("/init");
    assertThat(init.file().algorithm()).isEqualTo(HashAlgorithm.SHA1);
    assertThat(init.file().digest().hex()).isEqualTo("19f13b42c2745066347e76454788c0fe083643f3");
  }

  @Test
  void a_changed_real_line_is_found() {
    byte[] bytes = TestingFixtures.octets(REAL).bytes();
    String text = new String(bytes, StandardCharsets.US_ASCII).replace(" /init\n", " /inet\n");
    PcrValues pcr = PcrValues.of(PcrBank.SHA256, Map.of(10, REAL_PCR));
    assertThat(
            ImaVerifier.verify(
                    TestingImaLog.only(octets(text)),
                    new TestingQuotes().of(pcr),
                    ImaPosition.START)
                .findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.IMA_TEMPLATE_ALTERED, Reason.LOG_DIFFERS_FROM_PCR);
  }

  @Test
  void every_template_and_a_violation_are_read() {
    TestingImaLog kernel =
        new TestingImaLog()
            .ng("boot_aggregate", "01")
            .sig("/usr/bin/qemu", "02", "0302")
            .sig("/etc/unsigned", "03", "")
            .buf(".builtin_trusted_keys", "04", "30820122")
            .legacy("/bin/old", "05")
            .violation("/var/log/open");
    VerifiedImaLog log =
        ImaVerifier.verify(
                TestingImaLog.only(kernel.ascii()),
                new TestingQuotes().of(kernel.pcr10()),
                ImaPosition.START)
            .accepted()
            .orElseThrow();
    assertThat(log.entries())
        .extracting(entry -> entry.template().kernelName())
        .containsExactly("ima-ng", "ima-sig", "ima-sig", "ima-buf", "ima", "ima-ng");
    assertThat(log.entries().get(1).file().attached().hex()).isEqualTo("0302");
    assertThat(log.entries().get(2).file().attached().isEmpty()).isTrue();
    assertThat(log.entries().get(3).file().attached().hex()).isEqualTo("30820122");
    assertThat(log.entries().get(4).file().digest().length()).isEqualTo(20);
    assertThat(log.entries()).filteredOn(ImaEntry::violation).hasSize(1);
  }

  @Test
  void lines_of_another_form_are_refused() {
    String line = "10 " + HASH + " ima-ng " + SHA1 + " boot_aggregate";
    assertThat(ImaLog.parse(octets(line + "\n")).entries()).hasSize(1);
    for (String bad :
        new String[] {
          line, // does not end
          "11" + line.substring(2) + "\n",
          "010" + line.substring(2) + "\n",
          " " + line + "\n",
          line.replace("ima-ng", "ima-xx") + "\n",
          line.replace("ima-ng", "ima-sig") + "\n",
          line.replace("sha1:", "md5:") + "\n",
          line.replace("sha1:", "sha256:") + "\n",
          line.replace("sha1:", "") + "\n",
          line.replace("boot_aggregate", "") + "\n",
          line + " more\n",
          line + " \n",
          line.replace("1d8d", "1D8D") + "\n",
          line.replace("1d8d", "1d8") + "\n",
          line.replace(" ima-ng", "  ima-ng") + "\n",
          "\n",
          line + "\n\n"
        }) {
      refused(octets(bad), ImaLog::parse);
    }
  }

  @Test
  void a_line_that_ends_with_a_carriage_return_names_another_file() {
    TestingImaLog kernel = new TestingImaLog().ng("/bin/sh", "01");
    Octets crlf = octets(kernel.lines().get(0) + "\r\n");
    assertThat(ImaLog.parse(crlf).entries().get(0).file().path()).isEqualTo("/bin/sh\\x0d");
    assertThat(
            ImaVerifier.verify(
                    TestingImaLog.only(crlf),
                    new TestingQuotes().of(kernel.pcr10()),
                    ImaPosition.START)
                .findings())
        .extracting(Finding::reason)
        .contains(Reason.IMA_TEMPLATE_ALTERED);
  }

  @Test
  void huge_lines_names_and_lists_are_refused() {
    String head = "10 " + HASH + " ima-ng " + SHA1 + " ";
    refused(octets(head + "a".repeat(1 << 17) + "\n"), ImaLog::parse);
    String legacy = "10 " + HASH + " ima " + "00".repeat(20) + " " + "a".repeat(256) + "\n";
    refused(octets(legacy), ImaLog::parse);
    refused(Octets.of(new byte[ImaLog.LONGEST + 1]), ImaLog::parse);
  }

  @Test
  void paths_that_are_not_plain_are_shown_without_doubt() {
    String line = "10 " + HASH + " ima-ng " + SHA1 + " ";
    assertThat(path(line + "/a\\x0d")).isEqualTo("/a\\x5cx0d");
    assertThat(path(line + "/\u00c3\u00bc")).isEqualTo("/ü");
    assertThat(path(line + "/\u00fc\u0007")).isEqualTo("/\\xfc\\x07");
    assertThat(path(line + "/\u00c2\u009b")).isEqualTo("/\\x9b");
  }

  @Test
  void cut_and_mutated_lists_give_a_list_or_a_refusal() {
    Octets good = new TestingImaLog().ng("boot_aggregate", "01").sig("/a", "02", "0302").ascii();
    TestingBytes.survivesMutation(good, ImaLog::parse, 5000);
    int complete = 0;
    for (int length = 0; length < good.length(); length++) {
      try {
        ImaLog.parse(good.slice(0, length));
        complete++;
      } catch (TrustException e) {
        assertThat(e).hasMessageContaining("malformed");
      }
    }
    assertThat(complete).isEqualTo(2);
  }

  private static String path(String line) {
    return ImaLog.parse(octets(line + "\n")).entries().get(0).file().path();
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
