package org.icecoat.trust.testing;

import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.WireWriter;

/** A TPMS_ATTEST to be filled in, rightly or wrongly. */
public final class TestingAttest {
  public static final int NV = 0x8014;
  public static final int CERTIFY = 0x8017;
  public static final int QUOTE = 0x8018;
  public static final int TIME = 0x8019;
  public static final int CREATION = 0x801a;

  private final int type;
  private final Octets body;
  private int magic = Attestation.MAGIC;
  private Octets signer = Octets.EMPTY;
  private Octets extraData = Octets.EMPTY;
  private ClockReading clock = new ClockReading(5000, 3, 0, true);

  private TestingAttest(int type, Octets body) {
    this.type = type;
    this.body = body;
  }

  /** A quote of exactly these values. */
  public static TestingAttest quote(PcrValues values) {
    return quote(values.selection().wire(), values.digest(HashAlgorithm.SHA256));
  }

  /** A quote of any TPML_PCR_SELECTION with any digest. */
  public static TestingAttest quote(Octets selections, Octets digest) {
    return of(QUOTE, WireWriter.bigEndian().bytes(selections).sized(digest).written());
  }

  public static TestingAttest certify(TpmName name) {
    return of(CERTIFY, WireWriter.bigEndian().sized(name.value()).sized(name.value()).written());
  }

  public static TestingAttest nv(TpmName index, int offset, Octets contents) {
    return of(
        NV, WireWriter.bigEndian().sized(index.value()).u16(offset).sized(contents).written());
  }

  public static TestingAttest of(int type, Octets body) {
    return new TestingAttest(type, body);
  }

  public TestingAttest magic(int wanted) {
    magic = wanted;
    return this;
  }

  public TestingAttest signer(TpmName qualifiedName) {
    signer = qualifiedName.value();
    return this;
  }

  public TestingAttest extraData(Octets wanted) {
    extraData = wanted;
    return this;
  }

  public TestingAttest clock(ClockReading wanted) {
    clock = wanted;
    return this;
  }

  public Octets wire() {
    return WireWriter.bigEndian()
        .u32(magic)
        .u16(type)
        .sized(signer)
        .sized(extraData)
        .u64(clock.millis())
        .u32(clock.resetCount())
        .u32(clock.restartCount())
        .u8(clock.safe() ? 1 : 0)
        .u64(0x2019102300163636L)
        .bytes(body)
        .written();
  }
}
