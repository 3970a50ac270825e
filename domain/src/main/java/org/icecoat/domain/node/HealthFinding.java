package org.icecoat.domain.node;

/** Something that is wrong with a node, and what its administrator can do. */
public record HealthFinding(String code, String description) {}
