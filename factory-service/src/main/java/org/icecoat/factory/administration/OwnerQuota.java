package org.icecoat.factory.administration;

import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.store.Usage;

/**
 * What somebody may have, and has.
 *
 * @param owner with the VO attributes that were proved when the newest VM was deployed
 * @param rule whom the policy's rule is for that counts
 */
public record OwnerQuota(Owner owner, String rule, Grant grant, Usage.Sum used) {}
