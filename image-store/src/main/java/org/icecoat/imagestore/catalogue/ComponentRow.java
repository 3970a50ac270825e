package org.icecoat.imagestore.catalogue;

import org.icecoat.domain.component.Component;

/** A row of image_component. */
record ComponentRow(String imageId, String name, String version) {
  Component component() {
    return Component.of(name, version);
  }
}
