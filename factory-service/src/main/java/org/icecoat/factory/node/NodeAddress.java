package org.icecoat.factory.node;

import java.net.URI;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;

/** Where a node's plug-in answers, and the DN that its host certificate must have. */
public record NodeAddress(NodeName name, URI endpoint, Dn dn) {}
