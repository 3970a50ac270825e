package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VomsAttributesTest {
  @TempDir private Path folder;

  @Test
  void attributes_that_cannot_be_read_are_ignored_and_break_nothing() throws IOException {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    Path servers = Files.createDirectory(folder.resolve("vomsdir"));
    TrustAnchors anchors = new TrustAnchors(grid.certificates(), null, null, null, servers, null);
    TestingCredential mallory = grid.user("Mallory");
    try (GridTrust trust = GridTrust.open(anchors, Clock.systemUTC())) {
      for (ASN1Encodable garbage :
          List.of(
              new DERSequence(),
              new DERSequence(DERNull.INSTANCE),
              new DERSequence(new DERSequence(new ASN1Integer(7))))) {
        byte[] extension = garbage.toASN1Primitive().getEncoded();
        CallerVerdict verdict =
            trust.callers().judge(mallory.proxy().attributeCertificates(extension).issue().chain());
        assertThat(verdict)
            .isInstanceOfSatisfying(
                CallerVerdict.Authenticated.class,
                known -> assertThat(known.caller().attributes()).isEmpty());
      }
    }
  }
}
