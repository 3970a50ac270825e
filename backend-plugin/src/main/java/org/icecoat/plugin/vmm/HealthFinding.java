package org.icecoat.plugin.vmm;

/**
 * Something that is wrong with a node, in words for its administrator.
 *
 * @param code a stable name such as {@code KVM_UNUSABLE}
 */
public record HealthFinding(String code, String description) {}
