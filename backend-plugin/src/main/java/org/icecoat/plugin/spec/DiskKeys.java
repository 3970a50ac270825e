package org.icecoat.plugin.spec;

import org.icecoat.trust.secret.DiskKey;

/**
 * The keys of a VM's encrypted system disk; closing them wipes them.
 *
 * @param base of the image
 * @param overlay of the VM's own layer
 */
public record DiskKeys(DiskKey base, DiskKey overlay) implements AutoCloseable {
  @Override
  public void close() {
    base.close();
    overlay.close();
  }
}
