package org.icecoat.imagestore.soap;

import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.use.ProveImage;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.RegisteredImageType;

/** Writes images as the contract has them. */
final class ImageWriter {
  private final ProveImage log;

  ImageWriter(ProveImage log) {
    this.log = log;
  }

  RegisteredImageType image(RegisteredImage image) {
    RegisteredImageType wire = new RegisteredImageType();
    wire.setManifest(ManifestWriter.manifest(image.manifest()));
    wire.setState(image.retired() ? ImageStateType.RETIRED : ImageStateType.AVAILABLE);
    wire.setRegisteredAt(image.registeredAt());
    wire.setRegisteredBy(image.registeredBy().toString());
    log.position(image.id()).ifPresent(wire::setLogPosition);
    return wire;
  }
}
