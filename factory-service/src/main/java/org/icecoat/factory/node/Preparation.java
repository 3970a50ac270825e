package org.icecoat.factory.node;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.image.BootableImage;

/**
 * All that a node must know to make a VM ready.
 *
 * @param vmm which of the node's VMMs is meant; empty leaves it to the node
 * @param terminationTime when the lease and its grace are over, for the domain's metadata
 */
public record Preparation(
    Incarnation vm,
    VmName name,
    Owner owner,
    BootableImage image,
    VmResources resources,
    Optional<ComponentName> vmm,
    boolean network,
    Set<DatasetName> datasets,
    Instant terminationTime,
    Optional<ApplicationBundle> application) {}
