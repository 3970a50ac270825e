/**
 * Trust in bytes and in callers: what the two packages below share, which is how this module says
 * that something failed.
 */
package org.icecoat.trust;
