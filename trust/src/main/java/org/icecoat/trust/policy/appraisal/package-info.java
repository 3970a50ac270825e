/**
 * What becomes of a verified quote under a policy: {@code Trusted}, for a time, or {@code Rejected}
 * with every reason. Everything that is not allowed is refused: a log that is missing, an event
 * that no rule matches, a policy that is not in force. Of a quote that was refused before, what it
 * states besides can only be held against the node ({@code StatedNode}).
 */
package org.icecoat.trust.policy.appraisal;
