package org.icecoat.factory.vm;

import java.time.Instant;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.request.VmRequest;

/** What never changes in a VM's life. */
public record Origin(Owner owner, VmRequest request, Instant createdAt) {}
