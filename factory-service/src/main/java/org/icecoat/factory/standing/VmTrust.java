package org.icecoat.factory.standing;

import java.util.Optional;

/**
 * How a VM stands.
 *
 * @param terms empty if nothing is demanded: then its node is judged by the site's own policy, and
 *     nothing comes of that
 * @param standing what its node proved; empty while it has none
 */
public record VmTrust(Optional<TrustDemand> terms, Optional<Standing> standing) {}
