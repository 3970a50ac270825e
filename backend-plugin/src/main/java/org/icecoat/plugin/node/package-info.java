/** The node as it describes itself, and the process that it runs as. */
package org.icecoat.plugin.node;
