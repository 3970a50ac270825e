/** Which images there are, who registered or retired them, and when; in H2 or PostgreSQL. */
package org.icecoat.imagestore.catalogue;
