package org.icecoat.factory.request;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/** The client's code without its bytes. */
public record ApplicationTerms(Sha256 digest, long bytes, Optional<Duration> timeLimit) {}
