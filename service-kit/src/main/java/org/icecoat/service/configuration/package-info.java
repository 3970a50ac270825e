/**
 * Configuration files: YAML, one record a component, every mistake told with its key and advice.
 */
package org.icecoat.service.configuration;
