package org.icecoat.plugin.vm;

import org.icecoat.domain.resources.Capacity;
import org.icecoat.plugin.dataset.SiteDatasets;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.vmm.Vmm;

/**
 * What the node gives to VMs.
 *
 * @param capacity that all VMs together may take
 */
public record NodeResources(
    Vmm vmm, ImageCache cache, SiteDatasets datasets, AddressPool addresses, Capacity capacity) {}
