"""What botocore makes of an environment and its files: keys, Region, hosts and signing Regions.

Nothing is sent: each client is stopped when its signed request is ready.
"""

import os
import unittest.mock
import urllib.parse

import botocore.exceptions
import botocore.loaders
import botocore.regions
import botocore.session

# For each service: an operation, what it must be asked with, and its path.
OPERATIONS = {
    "mwaa": ("GetEnvironment", {"Name": "x"}, "/environments/x"),
    "ec2": ("DescribeVpcEndpoints", {}, "/"),
    "elbv2": ("DescribeTargetGroups", {}, "/"),
    "acm": ("DescribeCertificate", {"CertificateArn": "arn:aws:acm:us-east-1::certificate/x"}, "/"),
    "sts": ("GetCallerIdentity", {}, "/"),
    "sso": (
        "GetRoleCredentials",
        {"roleName": "x", "accountId": "123456789012", "accessToken": "x"},
        "/federation/credentials",
    ),
    "sso-oidc": (
        "CreateToken",
        {"clientId": "x", "clientSecret": "x", "grantType": "x"},
        "/token",
    ),
}
STANDARD_PORTS = {"http": 80, "https": 443}


class OneOperationLoader(botocore.loaders.Loader):
    """Loads each service's model once, with no more than the operation that is asked."""

    def __init__(self):
        super().__init__()
        self.models = {}

    def load_service_model(self, service_name, type_name, api_version=None):
        key = (service_name, type_name)
        if key not in self.models:
            model = super().load_service_model(service_name, type_name, api_version)
            if type_name == "service-2":
                name = OPERATIONS[service_name][0]
                model = model | {"operations": {name: model["operations"][name]}}
            self.models[key] = model
        return self.models[key]


class NoTable(botocore.regions.EndpointResolver):
    """The older table of hosts, which for once doesn't stop where it has none.

    The host comes from the rules of each service in any case.
    """

    def construct_endpoint(self, *arguments, **variants):
        try:
            return super().construct_endpoint(*arguments, **variants)
        except botocore.exceptions.EndpointVariantError:
            return super().construct_endpoint(*arguments)


LOADER = OneOperationLoader()
NO_TABLE = NoTable(LOADER.load_data("endpoints"), uses_builtin_data=True)


class Ready(Exception):
    """A request is ready to be sent, and isn't."""


def resolve(variables, profile, by_rules_alone):
    """The settings in the shape in which `witness resolve` prints them, an error where one is."""
    with unittest.mock.patch.dict(os.environ, variables, clear=True):
        session = botocore.session.Session(profile=profile)
        session.register_component("data_loader", LOADER)
        if by_rules_alone:
            session._internal_components.register_component("endpoint_resolver", NO_TABLE)
        said = {"credentials": attempt(lambda: keys(session)), "services": {}}
        for service in OPERATIONS:
            said["services"][service] = attempt(lambda: request(session, service))
        return said


def attempt(work):
    try:
        return work()
    except Exception as error:  # whatever it is: botocore has many kinds, and Python's own
        return {"error": f"{type(error).__name__}: {error}"}


def keys(session):
    found = session.get_credentials()
    if found is None:
        raise ValueError("no credentials")
    frozen = found.get_frozen_credentials()
    return {
        "accessKeyId": frozen.access_key,
        "secretAccessKey": frozen.secret_key,
        "sessionToken": frozen.token,
    }


def request(session, service):
    operation, parameters, path = OPERATIONS[service]
    # With keys of its own, so that a host is found where the credentials are an error.
    client = session.create_client(service, aws_access_key_id="x", aws_secret_access_key="x")
    ready = []

    def stop(request, **_):
        ready.append(request)
        raise Ready

    client.meta.events.register("before-send", stop)
    try:
        client._make_api_call(operation, parameters)
    except Ready:
        pass
    [request] = ready
    authorization = request.headers.get("Authorization")
    scope = authorization and str(authorization).partition("Credential=")[2].split("/")
    return {
        "region": client.meta.region_name,
        "host": host(request.url, path),
        "signingRegion": scope[2] if scope else None,
        "maximumAttempts": client.meta.config.retries.get("total_max_attempts"),
    }


def host(url, path):
    """The URL without an operation's path, as this project writes hosts."""
    parts = urllib.parse.urlsplit(url)
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, STANDARD_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{name}{port}{parts.path.removesuffix(path).rstrip('/')}"
