package org.icecoat.plugin.vm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.image.ImageSource;
import org.icecoat.trust.log.ImageProof;

/**
 * A store for one process: what a dead one had under way gets nothing more, beside the next one.
 */
record SourceOfProcess(ImageSource store, ExecutorService process) implements ImageSource {
  @Override
  public byte[] chunkHashes(URI uri, ImageContent image) throws IOException {
    return alive(store.chunkHashes(uri, image));
  }

  @Override
  public ImageProof proof(URI uri, ImageId image, OptionalLong since) throws IOException {
    return alive(store.proof(uri, image, since));
  }

  @Override
  public InputStream fetch(URI uri, ImageId image, long offset, long length) throws IOException {
    return alive(store.fetch(uri, image, offset, length));
  }

  private <T> T alive(T answer) throws IOException {
    if (process.isShutdown()) {
      throw new IOException("Nobody asks any more");
    }
    return answer;
  }
}
