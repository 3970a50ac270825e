/** The signed appraisal policies that a service judges by: their folder, and those in force. */
package org.icecoat.service.policy;
