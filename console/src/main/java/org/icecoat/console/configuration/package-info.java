/** What the command line works with, and where each setting comes from. */
package org.icecoat.console.configuration;
