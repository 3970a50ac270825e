/** The rows of releases: the nodes that asked for keys, and what came of it. */
package org.icecoat.imagestore.catalogue.release;
