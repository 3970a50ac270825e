package org.icecoat.factory.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;

/** How values go into columns and come out of them. */
final class Columns {
  private Columns() {}

  static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** For a char(64); null if there is none. */
  static String digest(Optional<Sha256> digest) {
    return digest.map(Sha256::hex).orElse(null);
  }

  /** A key for an owner: names that are equal as RFC 5280 compares them have the same one. */
  static String ownerKey(Dn dn) {
    try {
      byte[] canonical =
          dn.principal().getName(X500Principal.CANONICAL).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
