/** Which image fits a request, how well, and why another one does not. */
package org.icecoat.domain.image.match;
