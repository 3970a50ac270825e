/** The node as it describes itself. */
package org.icecoat.plugin.node;
