/** The plug-in's configuration file, as one record with its parts. */
package org.icecoat.plugin.configuration;
