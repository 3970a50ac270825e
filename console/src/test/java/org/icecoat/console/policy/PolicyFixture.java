package org.icecoat.console.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An administrator with a certificate, and the evidence of a node for his policies. */
abstract class PolicyFixture {
  @TempDir Path home;
  Consoles icecoat;
  TestingGrid grid;

  @BeforeEach
  void an_administrator_with_a_certificate_and_evidence() throws IOException {
    icecoat = new Consoles(home);
    grid = TestingGrid.create(home, icecoat.console().time());
    TestingCredential alice = grid.user("Alice");
    Files.createDirectories(home.resolve(".globus"));
    alice.writeCertificate(home.resolve(".globus/usercert.pem"));
    alice.writeKey(home.resolve(".globus/userkey.pem"));
    icecoat.console().with("X509_CERT_DIR", grid.certificates().toString());
    evidence("node1.evidence", "e0");
  }

  void signed() {
    draft("site.yaml");
    assertThat(icecoat.run("policy", "sign", "site.yaml").status()).isZero();
  }

  void draft(String file) {
    Result result = icecoat.run("policy", "draft", "node1.evidence", "--name", "site", "-o", file);
    assertThat(result.status()).as(result.err()).isZero();
  }

  /** Writes the evidence of a node whose QEMU has that digest. */
  void evidence(String file, String qemu) throws IOException {
    TestingEventLog firmware = TestingEventLog.usual();
    List<MeasuredComponent> components = new ArrayList<>();
    components.add(new MeasuredComponent("qemu", "/usr/bin/qemu", Sha256.parse(qemu.repeat(32))));
    ComponentLog log = new ComponentLog(14, components);
    Map<Integer, Octets> values = new TreeMap<>(firmware.pcrs(0, 4, 7).byIndex());
    values.put(14, log.replay());
    Challenge challenge =
        new Challenge(
            Octets.parse("11".repeat(Challenge.NONCE_BYTES)),
            new NodeName("node"),
            new Challenge.Session("s"),
            Sha256.parse("11".repeat(32)),
            Instant.EPOCH);
    Evidence evidence =
        new TestingAttester()
            .answer(
                challenge,
                PcrValues.of(PcrBank.SHA256, values),
                new Evidence.Logs(firmware.bytes(), log.encoded(), Octets.EMPTY));
    Files.write(home.resolve(file), evidence.encoded().bytes());
  }
}
