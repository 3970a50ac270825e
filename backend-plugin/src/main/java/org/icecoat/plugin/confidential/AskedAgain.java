package org.icecoat.plugin.confidential;

import java.net.URI;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a store that did not answer once more: a connection that broke is not worth a deployment. A
 * store that refuses is not asked twice.
 */
public record AskedAgain(KeySource source) implements KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(AskedAgain.class);

  @Override
  public WrappedKey key(URI store, ImageId image) {
    try {
      return source.key(store, image);
    } catch (PluginException e) {
      if (e.fault() != PluginFault.STORE_UNREACHABLE) {
        throw e;
      }
      LOG.info("The key of {} is asked for once more: {}", image, e.getMessage());
      return source.key(store, image);
    }
  }
}
