package org.icecoat.factory.trust;

import org.icecoat.trust.policy.PolicyName;

/** A node's verdict by a policy became another one. */
public record TrustChange(PolicyName policy, TrustResult result) {}
