/** What is known of nodes' TPMs, and what their last attestations came to: values. */
package org.icecoat.factory.trust;
