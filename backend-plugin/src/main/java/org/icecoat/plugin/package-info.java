/** The back end of a node: runs VMs for its factory, under the site's own policy. */
package org.icecoat.plugin;
