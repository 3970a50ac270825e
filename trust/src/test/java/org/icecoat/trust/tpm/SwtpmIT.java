package org.icecoat.trust.tpm;

import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on software TPMs. */
class SwtpmIT implements TpmContract {
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
