package org.icecoat.imagestore.confidential;

import org.icecoat.domain.image.Manifest;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.content.IncomingContent;

/** A disk after its encryption; closing it removes what is not kept of it. */
public record EncryptedImage(Manifest manifest, IncomingContent content, SealedKey key)
    implements AutoCloseable {
  @Override
  public void close() {
    content.close();
  }
}
