package org.icecoat.trust.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingBytes.refusedWhenCutOrLonger;
import static org.icecoat.trust.testing.TestingBytes.survivesMutation;
import static org.icecoat.trust.testing.TestingBytes.with;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.icecoat.trust.structure.Attestation.Certify;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Attestation.Creation;
import org.icecoat.trust.structure.Attestation.NvCertify;
import org.icecoat.trust.structure.Attestation.Other;
import org.icecoat.trust.structure.Attestation.Quote;
import org.icecoat.trust.testing.TestingFixtures;
import org.junit.jupiter.api.Test;

class AttestationTest {
  private static final String TOOLS = "keylime/tpm2-tools-files/";
  private static final Octets NAME = Octets.parse("000b" + "5a".repeat(32));
  private static final Octets NONCE = Octets.parse("db1db298db6d60e6385b7231743e9c3056a18003");

  @Test
  void a_quote_says_signer_nonce_clock_pcrs_and_their_digest() {
    Octets wire =
        head(0x8018)
            .bytes(selection("000b038101c0"))
            .sized(Octets.parse("07".repeat(32)))
            .written();
    Attestation attestation = Attestation.parse(wire);
    assertThat(attestation.qualifiedSigner()).isEqualTo(NAME);
    assertThat(attestation.extraData()).isEqualTo(NONCE);
    assertThat(attestation.clock()).isEqualTo(new ClockReading(762, 3, 1, true));
    assertThat(attestation.firmwareVersion()).isEqualTo(0x2019102300163636L);
    assertThat(attestation.body())
        .isEqualTo(
            new Quote(
                List.of(PcrSelection.of(PcrBank.SHA256, 0, 7, 8, 22, 23)),
                Octets.parse("07".repeat(32))));
  }

  @Test
  void the_other_types_that_matter_are_read() {
    assertThat(body(head(0x8017).sized(NAME).sized(NAME)))
        .isEqualTo(new Certify(new TpmName(NAME), NAME));
    assertThat(body(head(0x8014).sized(NAME).u16(8).sized(Octets.parse("0000000000000003"))))
        .isEqualTo(new NvCertify(new TpmName(NAME), 8, Octets.parse("0000000000000003")));
    assertThat(body(head(0x801a).sized(NAME).sized(Octets.parse("aa".repeat(32)))))
        .isEqualTo(new Creation(new TpmName(NAME), Octets.parse("aa".repeat(32))));
    assertThat(body(head(0x8019).u64(1).bytes(NAME))).isEqualTo(new Other(0x8019));
  }

  @Test
  void another_magic_is_refused() {
    refused(with(quote(), 3, 0x48), Attestation::parse);
  }

  @Test
  void cut_longer_and_altered_bytes_give_a_value_or_a_refusal() {
    refusedWhenCutOrLonger(quote(), Attestation::parse);
    survivesMutation(quote(), Attestation::parse, 3000);
  }

  @Test
  void selections_of_other_sizes_or_in_absurd_numbers_are_refused() {
    Octets digest = Octets.parse("0020" + "07".repeat(32));
    for (String selection :
        new String[] {
          "00000001000b00",
          "00000001000b04ff000000",
          "00000001000b01ff",
          "00000001000bff",
          "ffffffff000b03ff0000",
          "00000011" + "000b03ff0000".repeat(17),
          "00000001001203ff0000"
        }) {
      Octets list = Octets.parse(selection);
      refused(head(0x8018).bytes(list).bytes(digest).written(), Attestation::parse);
    }
  }

  @Test
  void lengths_that_no_tpm_gives_are_refused() {
    refused(head(0x8018).bytes(selection("000b03ff0000")).u16(65).written(), Attestation::parse);
    WireWriter name = WireWriter.bigEndian().u32(Attestation.MAGIC).u16(0x8018).u16(0xffff);
    refused(name.written(), Attestation::parse);
    WireWriter nonce = WireWriter.bigEndian().u32(Attestation.MAGIC).u16(0x8018).sized(NAME);
    refused(nonce.sized(Octets.parse("00".repeat(65))).written(), Attestation::parse);
  }

  @Test
  void a_real_quote_is_read_and_its_signature_verified() {
    Octets wire = TestingFixtures.octets(TOOLS + "quote.out");
    Attestation attestation = Attestation.parse(wire);
    assertThat(attestation.extraData()).isEqualTo(NONCE);
    assertThat(((Quote) attestation.body()).selections())
        .containsExactly(PcrSelection.of(PcrBank.SHA256, 15, 16, 22));
    PublicArea key = PublicArea.parseSized(TestingFixtures.octets(TOOLS + "ak.pub"));
    TpmSignature signature = TpmSignature.parse(TestingFixtures.octets(TOOLS + "quotesig.out"));
    assertThat(signature.verifies(key.publicKey(), wire)).isTrue();
    Octets altered = with(wire, wire.length() - 1, wire.at(wire.length() - 1) ^ 1);
    assertThat(signature.verifies(key.publicKey(), altered)).isFalse();
  }

  /**
   * The tools' own dump of these values, little-endian: a list with one selection of sixteen that
   * have room, then lists of up to eight values, each of up to 64 bytes.
   */
  @Test
  void a_real_quote_is_over_the_values_that_the_tools_kept_beside_it() {
    Octets dump = TestingFixtures.octets(TOOLS + "quotepcr.out");
    WireReader reader = WireReader.littleEndian(dump, "The tools' dump of PCR values");
    assertThat(reader.u32()).isEqualTo(1);
    assertThat(reader.u16()).isEqualTo(HashAlgorithm.SHA256.id());
    assertThat(reader.bytes(reader.u8()).hex()).isEqualTo("008041");
    reader.bytes(2 + 15 * 8);
    assertThat(reader.u32()).isEqualTo(1);
    assertThat(reader.u32()).isEqualTo(3);
    List<Octets> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      values.add(reader.bytes(reader.u16()));
      reader.bytes(64 - 32);
    }
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, 15, 16, 22);
    Quote quote = (Quote) Attestation.parse(TestingFixtures.octets(TOOLS + "quote.out")).body();
    assertThat(PcrValues.of(selection, values).digest(HashAlgorithm.SHA256))
        .isEqualTo(quote.pcrDigest());
    Collections.swap(values, 0, 1);
    assertThat(PcrValues.of(selection, values).digest(HashAlgorithm.SHA256))
        .isNotEqualTo(quote.pcrDigest());
  }

  private static Octets quote() {
    return head(0x8018)
        .bytes(selection("000b03ff0000"))
        .sized(Octets.parse("07".repeat(32)))
        .written();
  }

  private static Octets selection(String hex) {
    return Octets.parse("00000001" + hex);
  }

  private static Attestation.Body body(WireWriter writer) {
    return Attestation.parse(writer.written()).body();
  }

  private static WireWriter head(int type) {
    return WireWriter.bigEndian()
        .u32(Attestation.MAGIC)
        .u16(type)
        .sized(NAME)
        .sized(NONCE)
        .u64(762)
        .u32(3)
        .u32(1)
        .u8(1)
        .u64(0x2019102300163636L);
  }
}
