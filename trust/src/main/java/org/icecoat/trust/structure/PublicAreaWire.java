package org.icecoat.trust.structure;

import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.KeyedHash;
import org.icecoat.trust.structure.PublicArea.Parameters;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.PublicArea.Scheme;

/** TPMT_PUBLIC in wire form (TPM 2.0 part 2, 12.2.3 and 12.2.4). */
final class PublicAreaWire {
  private static final int KEYEDHASH = 0x0008;
  private static final int RSA = 0x0001;
  private static final int ECC = 0x0023;
  private static final int AES = 0x0006;
  private static final int CFB = 0x0043;
  private static final int NULL = 0x0010;
  private static final int LARGEST_RSA_BYTES = 512;
  private static final int LARGEST_RSA_BITS = 8 * LARGEST_RSA_BYTES;

  private PublicAreaWire() {}

  static PublicArea read(WireReader reader) {
    int type = reader.u16();
    HashAlgorithm nameAlgorithm = HashAlgorithm.read(reader);
    Attributes attributes = attributes(reader);
    Octets authPolicy = reader.sized(nameAlgorithm.length());
    if (!authPolicy.isEmpty() && authPolicy.length() != nameAlgorithm.length()) {
      throw reader.malformed("a policy digest of %d bytes".formatted(authPolicy.length()));
    }
    Parameters parameters =
        switch (type) {
          case RSA -> rsa(reader);
          case ECC -> ecc(reader);
          case KEYEDHASH -> keyedHash(reader);
          default -> throw reader.malformed("object type 0x%04x".formatted(type));
        };
    return new PublicArea(nameAlgorithm, attributes, authPolicy, parameters);
  }

  static Octets write(PublicArea area) {
    WireWriter writer = WireWriter.bigEndian();
    Parameters parameters = area.parameters();
    writer.u16(parameters instanceof Rsa ? RSA : parameters instanceof Ecc ? ECC : KEYEDHASH);
    writer.u16(area.nameAlgorithm().id()).u32(area.attributes().bits()).sized(area.authPolicy());
    if (parameters instanceof Rsa rsa) {
      symmetric(writer, rsa.aesBits());
      scheme(writer, rsa.scheme()).u16(rsa.keyBits()).u32(rsa.exponent()).sized(rsa.modulus());
    } else if (parameters instanceof Ecc ecc) {
      symmetric(writer, ecc.aesBits());
      scheme(writer, ecc.scheme()).u16(ecc.curve().id()).u16(NULL).sized(ecc.x()).sized(ecc.y());
    } else if (parameters instanceof KeyedHash keyedHash) {
      scheme(writer, keyedHash.scheme()).sized(keyedHash.unique());
    }
    return writer.written();
  }

  private static Attributes attributes(WireReader reader) {
    Attributes attributes = new Attributes(reader.bits32());
    if ((attributes.bits() & ~Attributes.KNOWN) != 0) {
      throw reader.malformed("reserved bits in the attributes " + attributes);
    }
    return attributes;
  }

  private static Rsa rsa(WireReader reader) {
    int aesBits = symmetric(reader);
    Scheme scheme = scheme(reader, SchemeKind.ECDSA, SchemeKind.ECDH, SchemeKind.HMAC);
    int keyBits = reader.u16();
    if (keyBits == 0 || keyBits > LARGEST_RSA_BITS || keyBits % Byte.SIZE != 0) {
      throw reader.malformed("an RSA key of %d bits".formatted(keyBits));
    }
    long exponent = reader.u32();
    Octets modulus = reader.sized(LARGEST_RSA_BYTES);
    if (!modulus.isEmpty() && (modulus.length() != keyBits / Byte.SIZE || modulus.at(0) < 0x80)) {
      throw reader.malformed("a modulus that is not of %d bits".formatted(keyBits));
    }
    return new Rsa(aesBits, scheme, keyBits, exponent, modulus);
  }

  private static Ecc ecc(WireReader reader) {
    int aesBits = symmetric(reader);
    Scheme scheme =
        scheme(
            reader,
            SchemeKind.RSASSA,
            SchemeKind.RSAES,
            SchemeKind.RSAPSS,
            SchemeKind.OAEP,
            SchemeKind.HMAC);
    Curve curve = Curve.read(reader);
    int derivation = reader.u16();
    if (derivation != NULL) {
      throw reader.malformed("key derivation scheme 0x%04x".formatted(derivation));
    }
    Octets x = reader.sized(curve.fieldBytes());
    Octets y = reader.sized(curve.fieldBytes());
    if (x.isEmpty() != y.isEmpty()) {
      throw reader.malformed("a point with one coordinate");
    }
    return new Ecc(aesBits, scheme, curve, x, y);
  }

  private static KeyedHash keyedHash(WireReader reader) {
    SchemeKind kind = SchemeKind.read(reader);
    if (kind != SchemeKind.NONE && kind != SchemeKind.HMAC) {
      throw reader.malformed("a keyed hash with scheme " + kind);
    }
    Scheme scheme = new Scheme(kind, kind.hasHash() ? HashAlgorithm.read(reader) : null);
    return new KeyedHash(scheme, reader.sized(HashAlgorithm.SHA512.length()));
  }

  private static int symmetric(WireReader reader) {
    int algorithm = reader.u16();
    if (algorithm == NULL) {
      return 0;
    }
    int bits = reader.u16();
    int mode = reader.u16();
    boolean known = bits == 128 || bits == 192 || bits == 256;
    if (algorithm != AES || !known || mode != CFB) {
      throw reader.malformed(
          "symmetric algorithm 0x%04x, %d bits, mode 0x%04x".formatted(algorithm, bits, mode));
    }
    return bits;
  }

  private static void symmetric(WireWriter writer, int aesBits) {
    if (aesBits == 0) {
      writer.u16(NULL);
    } else {
      writer.u16(AES).u16(aesBits).u16(CFB);
    }
  }

  private static Scheme scheme(WireReader reader, SchemeKind... unfit) {
    SchemeKind kind = SchemeKind.read(reader);
    for (SchemeKind each : unfit) {
      if (kind == each) {
        throw reader.malformed("scheme %s for such a key".formatted(kind));
      }
    }
    return new Scheme(kind, kind.hasHash() ? HashAlgorithm.read(reader) : null);
  }

  private static WireWriter scheme(WireWriter writer, Scheme scheme) {
    writer.u16(scheme.kind().id());
    return scheme.hash() == null ? writer : writer.u16(scheme.hash().id());
  }
}
