package org.icecoat.plugin.image;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a cache is kept.
 *
 * @param folder its own
 * @param mostBytes of all content together
 * @param streams from the store for one image at a time
 */
public record ImageCacheSettings(Path folder, long mostBytes, int streams, Clock clock) {}
