/** What a VM's owner wants when its node is not believed any more. */
package org.icecoat.domain.trust;
