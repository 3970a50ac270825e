/**
 * The port {@code Tpm} through tpm2-tss 3 or 4: {@code EsysTpm.open}. Structures stay wire bytes in
 * Java; libtss2-mu turns them into C at each call, so nothing here depends on a C layout. This is
 * the only package of the module that knows JNA.
 *
 * <p>One thread owns the connection. {@code EsysConnection} is an open connection with its handles;
 * one class for each area of the TPM works on it.
 */
package org.icecoat.trust.tpm.esys;
