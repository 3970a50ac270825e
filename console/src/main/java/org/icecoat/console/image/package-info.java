/** Commands about images in the store. */
package org.icecoat.console.image;
