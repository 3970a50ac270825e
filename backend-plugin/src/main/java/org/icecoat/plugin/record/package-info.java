/** Records kept as JSON files: written whole or not at all, and forced to the disk. */
package org.icecoat.plugin.record;
