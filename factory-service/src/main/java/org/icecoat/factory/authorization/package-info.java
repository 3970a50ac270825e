/** Who may do what: one policy file, owners, administrators and quotas. */
package org.icecoat.factory.authorization;
