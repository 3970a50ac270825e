package org.icecoat.domain.image;

import org.icecoat.domain.component.Version;

/** What an image is called, in which version, and a line about it ({@link Line#EMPTY} if none). */
public record ImageTitle(ImageName name, Version version, Line summary) {
  @Override
  public String toString() {
    return name + " " + version;
  }
}
