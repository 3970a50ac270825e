/** The plug-in's edge: its port type, its clients of store and factory, and their mappers. */
package org.icecoat.plugin.soap;
