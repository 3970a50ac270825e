/** What a grid's certification authority gives: certificates, revocations, and a trust folder. */
package org.icecoat.testbed.pki;
