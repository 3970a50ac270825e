package org.icecoat.plugin.confidential;

import java.net.URI;
import org.icecoat.domain.image.ImageId;

/** Where keys of confidential images come from. */
@FunctionalInterface
public interface KeySource {
  /** The key may be asked for soon: who can asks for it now. Returns at once. */
  default void expect(URI store, ImageId image) {}

  /**
   * Proves this node to the store and asks for the key.
   *
   * @throws org.icecoat.plugin.PluginException KEY_REFUSED with the store's reasons,
   *     STORE_UNREACHABLE, TPM_FAILED
   */
  WrappedKey key(URI store, ImageId image);
}
