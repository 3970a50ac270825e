package org.icecoat.factory.standing;

import java.util.Optional;

/**
 * How a VM stands.
 *
 * @param standing what its node proved; empty while it has none
 */
public record VmTrust(TrustDemand terms, Optional<Standing> standing) {}
