package org.icecoat.factory.deploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.store.RowJson;

/** The digest by which a request that is sent again is recognized; it covers the application's. */
final class WishDigest {
  private WishDigest() {}

  static Sha256 of(VmWish wish) {
    try {
      byte[] form = RowJson.write(wish).getBytes(StandardCharsets.UTF_8);
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(form));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
