/** What a factory orders of a node, and what the node reports. */
package org.icecoat.plugin.order;
