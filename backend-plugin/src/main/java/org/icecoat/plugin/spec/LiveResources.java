package org.icecoat.plugin.spec;

import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;

/** What can be reset while a VM runs. */
public record LiveResources(CpuCount cpus, MemoryMiB memory) {}
