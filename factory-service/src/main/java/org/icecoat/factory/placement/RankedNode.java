package org.icecoat.factory.placement;

import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.node.EnrolledNode;

/** A node that fits; a higher score fits better. */
public record RankedNode(EnrolledNode node, Capacity free, int score) {}
