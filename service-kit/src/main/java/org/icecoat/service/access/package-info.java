/** Who may do what: the policy file, of which factory and image store each use their part. */
package org.icecoat.service.access;
