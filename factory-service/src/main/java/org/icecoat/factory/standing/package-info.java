/** How VMs stand by their trust terms: whether what their nodes proved is enough, and what then. */
package org.icecoat.factory.standing;
