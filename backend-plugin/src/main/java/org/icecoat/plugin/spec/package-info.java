/** What a VM is made of, in typed values; no XML, no back end. */
package org.icecoat.plugin.spec;
