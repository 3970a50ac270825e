/**
 * The back end on libvirt: QEMU with KVM or without, and libvirt's test driver. The only package
 * that knows libvirt and JNA; XML is written and read here and nowhere else.
 */
package org.icecoat.plugin.libvirt;
