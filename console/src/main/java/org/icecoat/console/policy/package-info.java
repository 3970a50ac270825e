/** {@code icecoat policy}: appraisal policies as files, on this computer alone. */
package org.icecoat.console.policy;
