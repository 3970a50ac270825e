package org.icecoat.trust.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.KeyedHash;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.tpm.LoadableObject;
import org.junit.jupiter.api.Test;

class SharedStructuresTest {
  private static final Octets SOME = Octets.parse("0102030405");
  private static final PublicArea SECRET =
      new PublicArea(
          HashAlgorithm.SHA256,
          new Attributes(Attributes.NO_DA),
          Octets.EMPTY,
          new KeyedHash(Scheme.NONE, SOME));

  @Test
  void a_credential_is_read_as_it_was_written() {
    EncryptedCredential credential = new EncryptedCredential(SOME, Octets.parse("06"));
    assertThat(credential.wire().hex()).isEqualTo("00050102030405000106");
    assertThat(EncryptedCredential.parse(credential.wire())).isEqualTo(credential);
    refusesAllButTheWhole(credential.wire(), EncryptedCredential::parse);
  }

  @Test
  void an_object_to_import_is_read_as_it_was_written() {
    ImportableObject object = new ImportableObject(SECRET, SOME, Octets.parse("06"));
    assertThat(ImportableObject.parse(object.wire())).isEqualTo(object);
    refusesAllButTheWhole(object.wire(), ImportableObject::parse);
  }

  @Test
  void a_kept_object_is_read_as_it_was_written() {
    LoadableObject object = new LoadableObject(SECRET, SOME);
    assertThat(LoadableObject.parse(object.wire())).isEqualTo(object);
    refusesAllButTheWhole(object.wire(), LoadableObject::parse);
  }

  /** The value is the one that tpm2_policypcr of tpm2-tools prints for sha256:0 being zero. */
  @Test
  void a_policy_of_pcrs_has_the_digest_that_a_tpm_computes() {
    PcrValues zero = PcrValues.of(PcrBank.SHA256, Map.of(0, PcrBank.SHA256.zero()));
    assertThat(new PcrPolicy(zero).digest().hex())
        .isEqualTo("093ceb41181d47808862d7946268ee6a17a10e3d1b79b32351bc56e4beaceff0");
  }

  @Test
  void a_policy_names_pcrs() {
    PcrValues none = PcrValues.of(PcrBank.SHA256, Map.of());
    assertThatIllegalArgumentException().isThrownBy(() -> new PcrPolicy(none));
  }

  private static void refusesAllButTheWhole(Octets wire, Consumer<Octets> parser) {
    for (int length = 0; length < wire.length(); length++) {
      Octets cut = wire.slice(0, length);
      assertMalformed(() -> parser.accept(cut));
    }
    byte[] longer = Arrays.copyOf(wire.bytes(), wire.length() + 1);
    assertMalformed(() -> parser.accept(Octets.of(longer)));
  }

  private static void assertMalformed(Runnable parsing) {
    assertThatThrownBy(parsing::run)
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.STRUCTURE_MALFORMED));
  }
}
