/** The image store as the factory sees it. */
package org.icecoat.factory.image;
