/** Names of nodes and of what they offer. */
package org.icecoat.domain.node;
