package org.icecoat.trust.structure;

/** TPM_ALG_ID of signing and encryption schemes (TPM 2.0 part 2, 6.3). */
public enum SchemeKind {
  NONE(0x0010, false),
  HMAC(0x0005, true),
  RSASSA(0x0014, true),
  RSAES(0x0015, false),
  RSAPSS(0x0016, true),
  OAEP(0x0017, true),
  ECDSA(0x0018, true),
  ECDH(0x0019, true);

  private final int id;
  private final boolean hash;

  SchemeKind(int id, boolean hash) {
    this.id = id;
    this.hash = hash;
  }

  static SchemeKind read(WireReader reader) {
    int id = reader.u16();
    return switch (id) {
      case 0x0010 -> NONE;
      case 0x0005 -> HMAC;
      case 0x0014 -> RSASSA;
      case 0x0015 -> RSAES;
      case 0x0016 -> RSAPSS;
      case 0x0017 -> OAEP;
      case 0x0018 -> ECDSA;
      case 0x0019 -> ECDH;
      default -> throw reader.malformed("scheme 0x%04x".formatted(id));
    };
  }

  public int id() {
    return id;
  }

  /** Whether a hash algorithm belongs to it. */
  public boolean hasHash() {
    return hash;
  }
}
