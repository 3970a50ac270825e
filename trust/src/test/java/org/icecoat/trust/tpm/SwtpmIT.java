package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on software TPMs. */
class SwtpmIT implements TpmContract {
  private static final String OBJECT = "sealed.ctx";

  @TempDir private static Path folder;
  private static TestingTpmMaker maker;
  private static TestingSwtpm machine;
  private static TestingSwtpm other;
  private static Tpm tpm;
  private static Tpm otherTpm;

  @BeforeAll
  static void open() {
    maker = TestingTpmMaker.in(folder);
    machine = maker.manufacture("node1");
    other = maker.manufacture("node2");
    tpm = machine.open();
    otherTpm = other.open();
  }

  @AfterAll
  static void close() {
    tpm.close();
    otherTpm.close();
    machine.close();
    other.close();
  }

  @Override
  public Tpm tpm() {
    return tpm;
  }

  @Override
  public Tpm otherTpm() {
    return otherTpm;
  }

  @Override
  public List<X509Certificate> makers() {
    return List.of(maker.root(), maker.issuer());
  }

  @Test
  void an_index_that_holds_something_else_is_no_counter() {
    machine.tool("tpm2_nvdefine", "-Q", "0x01800010", "-C", "o", "-s", "8");
    NvCounter counter = new NvCounter(0x0180_0010, AuthValue.of(new byte[] {1}));
    assertFault(TrustFault.TPM_KEY_CHANGED, () -> tpm.defineCounter(counter));
  }

  @Test
  void a_policy_session_that_was_begun_before_a_pcr_changed_reveals_nothing_after_it()
      throws IOException {
    PcrSelection pcr = PcrSelection.of(PcrBank.SHA256, 12);
    load(tpm.seal(new byte[] {'s', 'e', 'c'}, new PcrPolicy(tpm.readPcrs(pcr))));
    begin("early.ctx");
    begin("late.ctx");
    assertThat(unsealed("early.ctx")).isEqualTo("sec");
    machine.tool("tpm2_pcrextend", "12:sha256=" + "ab".repeat(32));
    assertThatThrownBy(() -> unsealed("late.ctx"))
        .hasMessageContaining("PCR have changed since checked");
    machine.tool("tpm2_flushcontext", "early.ctx");
    machine.tool("tpm2_flushcontext", "late.ctx");
  }

  /** Takes an object of ours to the TPM by other means. */
  private static void load(LoadableObject sealed) throws IOException {
    Octets secret = WireWriter.bigEndian().sized(sealed.sensitive()).written();
    Files.write(machine.state().resolve("sealed.pub"), sealed.publicArea().sizedWire().bytes());
    Files.write(machine.state().resolve("sealed.priv"), secret.bytes());
    machine.tool(
        "tpm2_load",
        "-Q",
        "-C",
        "0x81000001",
        "-u",
        "sealed.pub",
        "-r",
        "sealed.priv",
        "-c",
        OBJECT);
    machine.tool("tpm2_flushcontext", "-t");
  }

  private static void begin(String session) {
    machine.tool("tpm2_startauthsession", "--policy-session", "-S", session);
    machine.tool("tpm2_policypcr", "-Q", "-S", session, "-l", "sha256:12");
  }

  private static String unsealed(String session) {
    try {
      return machine.tool("tpm2_unseal", "-c", OBJECT, "-p", "session:" + session);
    } finally {
      machine.tool("tpm2_flushcontext", "-t");
    }
  }

  @Test
  void another_key_at_its_handle_is_no_attestation_key() {
    machine.tool("tpm2_createprimary", "-Q", "-C", "e", "-G", "ecc", "-c", "other.ctx");
    machine.tool("tpm2_evictcontrol", "-Q", "-C", "o", "-c", "other.ctx", "0x81010055");
    machine.tool("tpm2_flushcontext", "-t");
    TpmSettings settings = TpmSettings.of(machine.tcti()).withAttestationKey(0x8101_0055);
    try (Tpm wrong = machine.open(settings)) {
      assertFault(TrustFault.TPM_KEY_CHANGED, wrong::attestationKey);
      assertFault(
          TrustFault.TPM_KEY_CHANGED, () -> wrong.quote(PcrContract.ALL, ContractSubject.NONCE));
    }
  }
}
