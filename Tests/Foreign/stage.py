"""Builds a world in which a target group has come adrift from an MWAA web server's endpoint.

    python stage.py http://127.0.0.1:PORT

builds it behind a door that checks no signatures yet, and prints its ids as JSON.
"""

import dataclasses
import datetime
import functools
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from running_door import REGION, RunningDoor

ACCOUNT = "123456789012"
ENVIRONMENT = "airflow-prod"
WEB_SERVICE = f"com.amazonaws.vpce.{REGION}.vpce-svc-0123456789abcdef0"
DATABASE_SERVICE = f"com.amazonaws.vpce.{REGION}.vpce-svc-0fedcba9876543210"
WEB_HOST = f"01234567-89ab-cdef-0123-456789abcdef-vpce.c16.{REGION}.airflow.amazonaws.com"
DOMAIN = "airflow.example.com"
STALE_ADDRESS = "10.0.2.250"


@dataclasses.dataclass(frozen=True)
class World:
    """The ids of what was built, and the addresses that a target group should have."""

    region: str
    account: str
    environment: str
    service_name: str
    vpc_id: str
    subnet_ids: list
    security_group_id: str
    endpoint_id: str
    endpoint_addresses: list
    database_endpoint_id: str
    load_balancer_arn: str
    target_group_arn: str
    target_group_name: str
    certificate_arn: str
    stale_address: str


def build(door, region=REGION):
    """Builds the world behind a running door; call it before signatures are checked.

    Where the Region is another, the door's clients must be for it.
    """
    ec2 = door.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = []
    for zone, block in [("a", "10.0.1.0/24"), ("b", "10.0.2.0/24")]:
        made = ec2.create_subnet(VpcId=vpc, CidrBlock=block, AvailabilityZone=region + zone)
        subnets.append(made["Subnet"]["SubnetId"])
    group = ec2.create_security_group(
        GroupName=ENVIRONMENT, Description=ENVIRONMENT, VpcId=vpc
    )["GroupId"]
    # As MWAA's guide has it: all that have the group reach each other. A VPN may come in too.
    vpn = ec2.create_managed_prefix_list(
        PrefixListName="vpn",
        MaxEntries=2,
        AddressFamily="IPv4",
        Entries=[{"Cidr": "10.9.0.0/16"}],
    )["PrefixList"]["PrefixListId"]
    web_port = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]},
            web_port | {"PrefixListIds": [{"PrefixListId": vpn}]},
        ],
    )

    def endpoint(service):
        return ec2.create_vpc_endpoint(
            VpcEndpointType="Interface",
            VpcId=vpc,
            ServiceName=service,
            SubnetIds=subnets,
            SecurityGroupIds=[group],
        )["VpcEndpoint"]

    # The database's comes first: whoever takes the first endpoint of the VPC takes the wrong one.
    database, web = endpoint(DATABASE_SERVICE), endpoint(WEB_SERVICE)
    interfaces = ec2.describe_network_interfaces(
        NetworkInterfaceIds=web["NetworkInterfaceIds"]
    )["NetworkInterfaces"]
    door.put_environment(environment(subnets, group, region))

    elb = door.client("elbv2")
    balancer = elb.create_load_balancer(
        Name=ENVIRONMENT, Subnets=subnets, SecurityGroups=[group], Scheme="internal"
    )["LoadBalancers"][0]
    target_group = elb.create_target_group(
        Name=f"{ENVIRONMENT}-web",
        Protocol="HTTPS",
        Port=443,
        VpcId=vpc,
        TargetType="ip",
        Matcher={"HttpCode": "200"},
    )["TargetGroups"][0]
    elb.register_targets(
        TargetGroupArn=target_group["TargetGroupArn"], Targets=[{"Id": STALE_ADDRESS, "Port": 443}]
    )
    certificate, key = self_signed(DOMAIN)
    imported = door.client("acm").import_certificate(Certificate=certificate, PrivateKey=key)
    return World(
        region=region,
        account=ACCOUNT,
        environment=ENVIRONMENT,
        service_name=WEB_SERVICE,
        vpc_id=vpc,
        subnet_ids=subnets,
        security_group_id=group,
        endpoint_id=web["VpcEndpointId"],
        endpoint_addresses=sorted(each["PrivateIpAddress"] for each in interfaces),
        database_endpoint_id=database["VpcEndpointId"],
        load_balancer_arn=balancer["LoadBalancerArn"],
        target_group_arn=target_group["TargetGroupArn"],
        target_group_name=target_group["TargetGroupName"],
        certificate_arn=imported["CertificateArn"],
        stale_address=STALE_ADDRESS,
    )


def environment(subnets, group, region=REGION):
    """A private environment at rest, as GetEnvironment describes it."""
    return {
        "Name": ENVIRONMENT,
        "Arn": f"arn:aws:airflow:{region}:{ACCOUNT}:environment/{ENVIRONMENT}",
        "Status": "AVAILABLE",
        "CreatedAt": 1767323045.0,
        "LastUpdate": {"Status": "SUCCESS", "CreatedAt": 1767323045.0},
        "AirflowVersion": "2.10.3",
        "EnvironmentClass": "mw1.small",
        "ExecutionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/airflow",
        "WebserverAccessMode": "PRIVATE_ONLY",
        "WebserverUrl": WEB_HOST,
        "WebserverVpcEndpointService": WEB_SERVICE,
        "DatabaseVpcEndpointService": DATABASE_SERVICE,
        "EndpointManagement": "SERVICE",
        "NetworkConfiguration": {"SubnetIds": subnets, "SecurityGroupIds": [group]},
        "Tags": {"team": "data"},
    }


@functools.cache
def self_signed(domain):
    """A certificate for a domain and its private key, as PEM; made once, as keys take their time."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, domain)])
    today = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=365))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(domain)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return (
        certificate.public_bytes(pem),
        key.private_bytes(pem, form, serialization.NoEncryption()),
    )


if __name__ == "__main__":
    opened = RunningDoor()
    opened.url = sys.argv[1]
    print(json.dumps(dataclasses.asdict(build(opened)), indent=2))
