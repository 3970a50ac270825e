package org.icecoat.domain.node;

/** A virtual-machine monitor, such as qemu-kvm, qemu-tcg or test, and its version. */
public record Vmm(String name, String version) {}
