/** Who people and hosts are: distinguished names and names of virtual organizations. */
package org.icecoat.domain.identity;
