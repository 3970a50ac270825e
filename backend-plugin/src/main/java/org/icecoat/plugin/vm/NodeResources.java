package org.icecoat.plugin.vm;

import java.util.Optional;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.plugin.confidential.ConfidentialDisks;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.vmm.Vmm;

/**
 * What the node gives to VMs.
 *
 * @param confidential the keys of confidential images; empty if the node has no TPM
 * @param capacity that all VMs together may take
 */
public record NodeResources(
    Vmm vmm,
    ImageCache cache,
    SiteDatasets datasets,
    AddressPool addresses,
    Optional<ConfidentialDisks> confidential,
    Capacity capacity) {}
