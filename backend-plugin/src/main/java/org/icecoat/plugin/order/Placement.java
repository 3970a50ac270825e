package org.icecoat.plugin.order;

import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;

/** Which VM, in which placement. */
public record Placement(VmId id, Epoch epoch) {}
