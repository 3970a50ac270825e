/** Store and node as they meet about the keys of confidential images. */
package org.icecoat.testbed.confidential;
