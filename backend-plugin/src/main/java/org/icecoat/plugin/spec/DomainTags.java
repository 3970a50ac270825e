package org.icecoat.plugin.spec;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.vm.Epoch;

/**
 * What is written on a domain, so that it can be told apart without the plug-in's own records.
 *
 * @param image the id of the image
 * @param leaseEnd as it was when the domain was made
 */
public record DomainTags(Epoch epoch, Dn owner, Sha256 image, Optional<Instant> leaseEnd) {}
