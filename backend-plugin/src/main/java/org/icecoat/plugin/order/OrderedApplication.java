package org.icecoat.plugin.order;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/**
 * The client's code (docs/application.md).
 *
 * @param digest of its archive
 */
public record OrderedApplication(Sha256 digest, Optional<Duration> timeLimit) {}
