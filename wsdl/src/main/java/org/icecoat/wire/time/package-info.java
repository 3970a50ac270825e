/** How the generated types carry times: {@code java.time}, never {@code XMLGregorianCalendar}. */
package org.icecoat.wire.time;
