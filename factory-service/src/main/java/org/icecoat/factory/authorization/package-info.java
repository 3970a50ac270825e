/** Who may do what at the factory: owners, administrators and quotas, by its policy file. */
package org.icecoat.factory.authorization;
