/** Receipts of deployments: what is written down for them, and how they are signed. */
package org.icecoat.factory.receipt;
