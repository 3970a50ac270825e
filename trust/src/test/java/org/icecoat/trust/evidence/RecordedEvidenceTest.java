package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingRecording.file;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.icecoat.trust.eventlog.EfiVariable;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.LogVerifier;
import org.icecoat.trust.eventlog.VerifiedEvent;
import org.icecoat.trust.eventlog.VerifiedLog;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.ima.VerifiedImaLog;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.trust.testing.TestingRecording;
import org.junit.jupiter.api.Test;

/** A machine's boot as scripts/record-evidence.sh recorded it, from its maker to its last file. */
class RecordedEvidenceTest {
  private static final Instant THEN = Instant.parse("2026-12-01T00:00:00Z");
  private static final Set<Integer> FIRMWARE = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final VerifiedQuote quote =
      TestingRecording.verify(TestingRecording.evidence(), Clock.fixed(THEN, ZoneOffset.UTC))
          .accepted()
          .orElseThrow();

  @Test
  void the_maker_certifies_the_endorsement_key_that_the_tpm_showed() throws CertificateException {
    EndorsementKey key =
        new EndorsementCertificates(List.of(maker()))
            .judge(file("ek.der"), List.of(file("issuer.der")), THEN)
            .accepted()
            .orElseThrow();
    assertThat(key.tpmClass()).isEqualTo(TpmClass.EMULATED);
    assertThat(key.identity().manufacturer().id()).isEqualTo("00001014");
    assertThat(key.confirm(PublicArea.parseSized(file("ek.pub"))).accepted()).isPresent();
  }

  @Test
  void the_firmware_log_leads_to_the_quoted_pcrs() {
    VerifiedLog log = log(file("firmware.log")).accepted().orElseThrow();
    assertThat(log.events()).hasSizeGreaterThan(20);
    assertThat(log.events(4))
        .extracting(each -> each.event().typeName())
        .contains("EV_EFI_BOOT_SERVICES_APPLICATION", "EV_SEPARATOR", "EV_EFI_ACTION");
    assertThat(
            log.events(7).stream()
                .filter(each -> each.event().is(EventType.EV_EFI_VARIABLE_DRIVER_CONFIG))
                .filter(each -> each.binding() == VerifiedEvent.Binding.DATA)
                .map(each -> EfiVariable.parse(each.event().data()).name()))
        .contains("SecureBoot", "PK", "KEK", "db", "dbx");
  }

  @Test
  void the_kernels_list_leads_to_the_quoted_pcr_and_is_of_the_same_boot() {
    VerifiedImaLog log =
        ImaVerifier.verify(TestingImaLog.only(file("ima.txt")), quote, ImaPosition.START)
            .accepted()
            .orElseThrow();
    assertThat(log.entries())
        .extracting(entry -> entry.file().path())
        .contains("boot_aggregate", "/usr/bin/tpm2");
    assertThat(ImaVerifier.sameBoot(log, quote.values())).isEmpty();
  }

  @Test
  void a_log_with_any_event_cut_off_is_refused() {
    Octets bytes = file("firmware.log");
    for (int length = 0; length < bytes.length(); length += 97) {
      assertThat(log(bytes.slice(0, length)).findings()).isNotEmpty();
    }
  }

  @Test
  void the_recorded_bytes_survive_mutation() {
    TestingBytes.survivesMutation(file("firmware.log"), bytes -> log(bytes).findings(), 300);
  }

  private static Maker maker() throws CertificateException {
    ByteArrayInputStream root = new ByteArrayInputStream(file("root.der").bytes());
    X509Certificate authority =
        (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(root);
    return new Maker("Recorded", TpmClass.EMULATED, Set.of(), Set.of(authority));
  }

  private Verdict<VerifiedLog> log(Octets bytes) {
    return LogVerifier.verify(bytes, quote, FIRMWARE);
  }
}
