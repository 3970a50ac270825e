package org.icecoat.wsrf.property;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * One resource property, declared once and served from that by every operation.
 *
 * @param type the Java type that the schema's binding gives its element
 * @param reader all values now
 * @param writer all values next; absent for a property that cannot be set
 */
public record Property<C, R, T>(
    QName name,
    Class<T> type,
    Cardinality cardinality,
    PropertyReader<C, R, List<T>> reader,
    Optional<PropertyWriter<R, List<T>>> writer) {}
