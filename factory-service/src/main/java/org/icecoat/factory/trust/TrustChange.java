package org.icecoat.factory.trust;

import org.icecoat.trust.policy.PolicyName;

/** A node's verdict by a policy, its reasons or the version of the policy became others. */
public record TrustChange(PolicyName policy, TrustResult result) {}
