/** Sizes of a VM: CPUs, memory and disk, each in one unit. */
package org.icecoat.domain.resources;
