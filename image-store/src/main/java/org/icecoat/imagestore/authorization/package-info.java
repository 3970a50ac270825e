/**
 * Who may do what in the store, by its policy file. Any caller with a valid certificate may search
 * and look; curators may register, verify and retire; nodes and curators may fetch content; nodes
 * alone may get keys of confidential images.
 */
package org.icecoat.imagestore.authorization;
