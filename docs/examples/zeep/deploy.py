"""Deploys a small application with zeep, follows it, prints its output and destroys its VM.

Usage: deploy.py FACTORY IMAGE, such as: deploy.py https://factory.example.org:8443 hmmer
X509_USER_PROXY names the proxy file, X509_CERT_DIR the CA directory. Debian: python3-zeep.
"""
import datetime
import os
import sys
import time
import uuid

import requests
from lxml import etree
from zeep import Client
from zeep.exceptions import Fault
from zeep.transports import Transport

VM = "http://icecoat.org/2026/11/vm"


def transport():
    session = requests.Session()
    session.trust_env = False  # or REQUESTS_CA_BUNDLE would count before verify
    session.cert = os.environ["X509_USER_PROXY"]  # leaf, key and chain in one file
    session.verify = os.environ["X509_CERT_DIR"]
    return Transport(session=session)


def request(image):
    return {
        "Image": {"Name": image},
        "Resources": {"Cpus": 1, "MemoryMiB": 256},
        "Network": "None",
        "Lease": {"Duration": datetime.timedelta(hours=1)},
        "Application": {
            "Command": "sh",
            "Argument": ["./hello.sh", "zeep"],
            "Environment": [{"Name": "GREETING", "Value": "Hello"}],
            "File": [{"Path": "hello.sh", "Content": b'echo "$GREETING from $1"\n'}],
        },
    }


def main(base, image):
    soap = transport()
    factory = Client(base + "/factory?wsdl", transport=soap).bind(
        "TrustedVmFactoryService", "TrustedVmFactorySoap12Port")
    match = factory.Match(Request=request(image))
    print("fits:", ", ".join(fit.Node.Name for fit in match.FittingNode))
    for reason in match.ImageReason + match.NodeReason:
        print("does not fit:", reason.Subject, reason.Description)

    # The same token is the same VM: this call may be repeated after a lost connection.
    deployed = factory.DeployVm(Token=str(uuid.uuid4()), Request=request(image))
    print("deployed:", deployed.Summary.Handle)

    # A VM is addressed by the reference parameters of its EPR, sent back as headers ...
    vm = Client(deployed.Vm.Address._value_1 + "?wsdl", transport=soap).bind(
        "TrustedVmService", "TrustedVmSoap12Port")
    epr = {"_soapheaders": deployed.Vm.ReferenceParameters._value_1}
    seen = None
    while seen is None or seen[1] in ("Waiting", "Running"):
        properties = vm.GetResourcePropertyDocument(**epr)
        if (properties.State, properties.Application.State) != seen:
            seen = (properties.State, properties.Application.State)
            print("state: %s, application: %s" % seen)
        if seen[0] == "Failed":
            sys.exit(properties.Failure.Description)
        time.sleep(0.5)

    output = vm.GetOutput(Stream="StandardOutput", Offset=0, MaximalBytes=65536, **epr)
    print("output:", output.Content.decode().strip())

    # ... or by the URL of the endpoint with the VM's id behind it.
    by_url = Client(base + "/vm?wsdl", transport=soap).create_service(
        "{%s}TrustedVmSoap12" % VM, base + "/vm/" + deployed.Summary.Id)
    print("lease:", by_url.GetResourceProperty(etree.QName(VM, "Lease"))[0].Duration)
    by_url.Destroy()
    print("destroy ordered")

    # A fault says in its detail what is wrong and what to do.
    try:
        by_url.Resume()
    except Fault as fault:
        print("fault:", etree.QName(fault.detail[0]).localname)


if __name__ == "__main__":
    main(*sys.argv[1:])
