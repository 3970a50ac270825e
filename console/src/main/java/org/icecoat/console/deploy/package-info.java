/** Requests for VMs, from flags or a file, and what is done with them: match and deploy. */
package org.icecoat.console.deploy;
