package org.icecoat.factory.request;

import java.util.Optional;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;

/** A whole request as a client sent it; the factory's defaults stand in for what is left out. */
public record VmWish(
    Optional<VmName> name,
    VmRequest request,
    Optional<VmResources> resources,
    Optional<LeaseWish> lease) {}
