package org.icecoat.plugin.vm;

import java.net.URI;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.OrderedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be done for a VM before it is ordered, and without knowing of whom it will be. */
public final class ExpectedImages {
  private static final Logger LOG = LoggerFactory.getLogger(ExpectedImages.class);

  private final NodeResources resources;

  public ExpectedImages(NodeResources resources) {
    this.resources = resources;
  }

  /** Begins to get what a VM of the image needs and is not here. Returns at once. */
  public void expect(URI store, OrderedImage image) {
    if (image.disk().format().confidential()) {
      resources.confidential().ifPresent(keys -> keys.expect(store, image.disk().id()));
    }
    image.contents().stream()
        .filter(content -> !resources.cache().holds(content.content().root()))
        .forEach(content -> fetch(store, content));
  }

  private void fetch(URI store, ImageContent content) {
    var unused =
        resources
            .cache()
            .obtain(store, content, (done, total) -> {})
            .whenComplete(
                (cached, failure) -> {
                  if (failure != null) {
                    LOG.info("Image {} was expected, but: {}", content.id(), failure.getMessage());
                  }
                });
  }
}
