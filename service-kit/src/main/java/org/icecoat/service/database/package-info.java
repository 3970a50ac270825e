/** Opens a service's database: connection pool, schema migration, dialect. */
package org.icecoat.service.database;
