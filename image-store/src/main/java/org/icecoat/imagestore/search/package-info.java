/** Finds images by what is asked of them, best first, and says why the others do not fit. */
package org.icecoat.imagestore.search;
