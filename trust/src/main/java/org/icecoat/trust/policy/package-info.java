/**
 * The appraisal policy: a document that a person edits in YAML, and the rules that it holds. What
 * reads it refuses everything that it does not understand; nothing here judges anybody.
 */
package org.icecoat.trust.policy;
