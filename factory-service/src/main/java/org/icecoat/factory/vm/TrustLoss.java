package org.icecoat.factory.vm;

import java.time.Instant;

/**
 * That trust in the node of a VM's placement is lost.
 *
 * @param why for people
 */
public record TrustLoss(Instant at, String why) {}
