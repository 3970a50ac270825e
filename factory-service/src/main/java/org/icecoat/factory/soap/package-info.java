/**
 * The factory's SOAP edges: its port types, and its calls to nodes and to the image store.
 * Generated types stop here; mappers only map.
 */
package org.icecoat.factory.soap;
