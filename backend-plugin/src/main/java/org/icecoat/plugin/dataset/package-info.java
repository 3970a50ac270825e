/** The data that a node holds, and the policy of its site: who may see which of them. */
package org.icecoat.plugin.dataset;
