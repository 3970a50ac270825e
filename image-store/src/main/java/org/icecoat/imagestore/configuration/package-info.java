/** The image store's configuration file as records. */
package org.icecoat.imagestore.configuration;
