/** Commands of administrators: nodes, and others' VMs. */
package org.icecoat.console.node;
