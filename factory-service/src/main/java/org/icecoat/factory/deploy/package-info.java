/** Takes requests in, and matches them with images and nodes. */
package org.icecoat.factory.deploy;
