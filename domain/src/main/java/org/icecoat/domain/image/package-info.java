/** Images: what they are, what bytes they have, and the id that stands for both. */
package org.icecoat.domain.image;
