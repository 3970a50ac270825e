package org.icecoat.plugin.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.WireWriter;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.tpm.LoadableObject;
import org.junit.jupiter.api.Test;

/** The file of a sealed key, whatever a disk or somebody makes of it. */
class SealedDiskKeyTest {
  private static final int ROUNDS = 300;
  private static final PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7, 13);
  private static final PublicArea SEALED =
      new PublicArea(
          HashAlgorithm.SHA256,
          new PublicArea.Attributes(
              PublicArea.Attributes.FIXED_TPM
                  | PublicArea.Attributes.FIXED_PARENT
                  | PublicArea.Attributes.ADMIN_WITH_POLICY),
          Octets.of(new byte[32]),
          new PublicArea.KeyedHash(PublicArea.Scheme.NONE, Octets.of(new byte[32])));

  private final SealedDiskKey key =
      new SealedDiskKey(new LoadableObject(SEALED, Octets.of(new byte[64])), PCRS);

  @Test
  void it_is_read_as_it_was_written() {
    assertThat(SealedDiskKey.parse(key.wire())).isEqualTo(key);
  }

  @Test
  void it_has_one_selection_of_pcrs_no_fewer_and_no_more() {
    TestingBytes.refused(file(List.of()), SealedDiskKey::parse);
    TestingBytes.refused(file(List.of(PCRS, PCRS)), SealedDiskKey::parse);
  }

  private Octets file(List<PcrSelection> selections) {
    WireWriter wire = WireWriter.bigEndian().u32(selections.size());
    selections.forEach(each -> wire.bytes(each.wire().slice(Integer.BYTES, each.wire().length())));
    return wire.sized(key.object().wire()).written();
  }

  @Test
  void whatever_is_in_the_file_is_a_key_or_malformed() {
    TestingBytes.refusedWhenCutOrLonger(key.wire(), SealedDiskKey::parse);
    TestingBytes.survivesMutation(key.wire(), SealedDiskKey::parse, ROUNDS);
  }
}
