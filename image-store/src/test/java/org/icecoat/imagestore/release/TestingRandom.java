package org.icecoat.imagestore.release;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.icecoat.trust.secret.DiskKey;

/** Real random bytes, of which the tests remember those that are as long as a key. */
public final class TestingRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient List<byte[]> drawn = new CopyOnWriteArrayList<>();

  @Override
  public void nextBytes(byte[] bytes) {
    super.nextBytes(bytes);
    if (bytes.length == DiskKey.BYTES && drawn != null) {
      drawn.add(bytes.clone());
    }
  }

  /** The key that was drawn last. */
  public byte[] last() {
    return drawn.get(drawn.size() - 1).clone();
  }
}
