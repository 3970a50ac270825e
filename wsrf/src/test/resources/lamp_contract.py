"""The whole of WSRF as a client in another language sees it: zeep over mutual TLS.

Usage: lamp_contract.py FOLDER BASE, where FOLDER has key.pem, cert.pem and ca.pem.
Prints one line a check; ends with status 1 at the first that fails.
"""
import datetime
import sys

import requests
from lxml import etree
from zeep import Client, Settings, xsd
from zeep.exceptions import Fault
from zeep.transports import Transport

NS = "http://icecoat.org/test/sample"
RP = "http://docs.oasis-open.org/wsrf/rp-2"
RL = "http://docs.oasis-open.org/wsrf/rl-2"
BF = "http://docs.oasis-open.org/wsrf/bf-2"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"


def client(folder, address, port):
    session = requests.Session()
    session.trust_env = False
    session.cert = (folder + "/cert.pem", folder + "/key.pem")
    session.verify = folder + "/ca.pem"
    whole = Client(address + "?wsdl", transport=Transport(session=session), settings=Settings())
    return whole, whole.bind("LampService", port)


def check(what, is_so):
    print(("ok   " if is_so else "FAIL ") + what)
    if not is_so:
        sys.exit(1)


def fault(call, name):
    """The detail element of the fault that a call must end with."""
    try:
        call()
    except Fault as e:
        detail = e.detail[0] if e.detail is not None and len(e.detail) else None
        found = etree.QName(detail).localname if detail is not None else str(e)
        check("fault " + name + (" is " + found if found != name else ""), found == name)
        code = detail.findtext("{%s}ErrorCode" % BF)
        check("  with code, time, originator and description: " + str(code),
              bool(code) and detail.find("{%s}Timestamp" % BF) is not None
              and detail.find("{%s}Originator" % BF) is not None
              and bool(detail.findtext("{%s}Description" % BF)))
        return detail
    check("fault " + name + " was expected, there was none", False)


def element(name, value):
    node = etree.Element("{%s}%s" % (NS, name), nsmap={"l": NS})
    node.text = value
    return node


class Resource:
    """A lamp, addressed by its reference parameter or by its URL."""

    def __init__(self, whole, port, headers):
        self.whole, self.port, self.headers = whole, port, headers

    def call(self, operation, *args, **kwargs):
        if self.headers:
            kwargs["_soapheaders"] = self.headers
        return getattr(self.port, operation)(*args, **kwargs)

    def get(self, name):
        return self.call("GetResourceProperty", etree.QName(NS, name)) or []

    def time(self, name):
        """Of TerminationTime and CurrentTime, which may carry attributes; None if it is nil."""
        (value,) = self.call("GetResourceProperty", etree.QName(RL, name))
        return value and value["_value_1"]

    def query(self, text, dialect=XPATH):
        """zeep does not write text into an element with a wildcard: it is put in by hand."""
        binding, options = self.port._binding, self.port._binding_options
        kwargs = {"QueryExpression": {"Dialect": dialect}}
        if self.headers:
            kwargs["_soapheaders"] = self.headers
        name = "QueryResourceProperties"
        envelope, http = binding._create(name, (), kwargs, client=self.whole, options=options)
        expression = envelope.find(".//{%s}QueryExpression" % RP)
        etree.cleanup_namespaces(envelope)
        expression.text = text
        reply = self.whole.transport.post_xml(options["address"], envelope, http)
        binding.process_reply(self.whole, binding.get(name), reply)
        answer = etree.fromstring(reply.content)
        found = answer.find(".//{%s}QueryResourcePropertiesResponse" % RP)
        return (found.text or "") + "".join(child.text or "" for child in found)

    def change(self, *components):
        return self.call("SetResourceProperties", _value_1=list(components))


def update(*elements):
    return {"Update": {"_value_1": list(elements)}}


def insert(*elements):
    return {"Insert": {"_value_1": list(elements)}}


def delete(name):
    return {"Delete": {"ResourceProperty": etree.QName(NS, name)}}


def reading(lamp):
    check("a property", lamp.get("Name") == ["desk"])
    check("a property with several values", lamp.get("Colour") == ["red", "green"])
    names = [etree.QName(NS, "Name"), etree.QName(NS, "Watts")]
    several = lamp.call("GetMultipleResourceProperties", ResourceProperty=names)
    check("several properties", several == ["desk", 60])
    document = lamp.call("GetResourcePropertyDocument")
    check("the document", document["Place"]["Room"] == "hall" and document["Watts"] == 60)
    fault(lambda: lamp.get("Taste"), "InvalidResourcePropertyQNameFault")


def setting(lamp):
    lamp.change(update(element("Name", "shelf")), insert(element("Colour", "blue")),
                update(element("Note", "new")))
    check("update and insert", lamp.get("Name") == ["shelf"]
          and lamp.get("Colour") == ["red", "green", "blue"] and lamp.get("Note") == ["new"])
    lamp.change(delete("Note"))
    check("delete", lamp.get("Note") == [])
    fault(lambda: lamp.change(update(element("Name", "x")), update(element("Watts", "9999"))),
          "InvalidModificationFault")
    check("nothing of it was done", lamp.get("Name") == ["shelf"])
    fault(lambda: lamp.change(delete("MadeAt")), "UnableToModifyResourcePropertyFault")
    fault(lambda: lamp.change(delete("Taste")), "InvalidResourcePropertyQNameFault")
    fault(lambda: lamp.change(update(element("Name", "unstorable"))),
          "SetResourcePropertyRequestFailedFault")


def querying(lamp):
    check("a query for an element", lamp.query("/*/*[local-name()='Watts']") == "60")
    check("a query for a number", lamp.query("count(//*[local-name()='Colour'])") == "2")
    fault(lambda: lamp.query("/*["), "InvalidQueryExpressionFault")
    fault(lambda: lamp.query("$x"), "QueryEvaluationErrorFault")
    fault(lambda: lamp.query("/*", "urn:other"), "UnknownQueryExpressionDialectFault")


def ending(lamp):
    then = datetime.datetime(2026, 12, 24, 18, tzinfo=datetime.timezone.utc)
    answer = lamp.call("SetTerminationTime", RequestedTerminationTime=then)
    check("an absolute end", answer["NewTerminationTime"] == then)
    answer = lamp.call("SetTerminationTime",
                       RequestedLifetimeDuration=datetime.timedelta(hours=1))
    check("a relative end", answer["NewTerminationTime"] > answer["CurrentTime"])
    check("the end as a property", lamp.time("TerminationTime") == answer["NewTerminationTime"])
    check("the time as a property", answer["CurrentTime"] <= lamp.time("CurrentTime"))
    answer = lamp.call("SetTerminationTime", RequestedTerminationTime=xsd.Nil)
    check("no end", answer["NewTerminationTime"] is None)
    check("no end as a property", lamp.time("TerminationTime") is None)
    fault(lambda: lamp.call("SetTerminationTime",
                            RequestedLifetimeDuration=datetime.timedelta(days=1000)),
          "TerminationTimeChangeRejectedFault")
    lamp.change(update(element("Name", "eternal")))
    fault(lambda: lamp.call("SetTerminationTime", RequestedTerminationTime=then),
          "UnableToSetTerminationTimeFault")
    fault(lambda: lamp.call("Destroy"), "ResourceNotDestroyedFault")
    lamp.change(update(element("Name", "unavailable")))
    fault(lambda: lamp.get("Name"), "ResourceUnavailableFault")


def all_of(folder, base, port):
    print("--", port)
    whole, service = client(folder, base + "/lamp", port)
    reference = service.Create(Name="desk")
    parameters = reference["ReferenceParameters"]["_value_1"]
    lamp = Resource(whole, service, parameters)
    for part in (reading, querying, setting, ending):
        part(lamp)
    fault(lambda: service.GetResourceProperty(etree.QName(NS, "Name")), "ResourceUnknownFault")
    fault(lambda: service.Break("translated"), "BrokenFault")
    second = service.Create(Name="desk")["ReferenceParameters"]["_value_1"]
    gone = Resource(whole, service, second)
    gone.call("Destroy")
    fault(lambda: gone.get("Name"), "ResourceUnknownFault")


def by_url(folder, base):
    print("-- by URL")
    whole, service = client(folder, base + "/lamp", "LampSoap12Port")
    key = service.Create(Name="desk")["ReferenceParameters"]["_value_1"][0].text
    port = whole.create_service("{%s}LampSoap12" % NS, base + "/lamp/" + key)
    reading(Resource(whole, port, None))


if __name__ == "__main__":
    all_of(sys.argv[1], sys.argv[2], "LampSoap11Port")
    all_of(sys.argv[1], sys.argv[2], "LampSoap12Port")
    by_url(sys.argv[1], sys.argv[2])
    print("all checks passed")
