"""IAM's permissions for single resources, which moto 5.2 doesn't check.

moto holds every action against the resource `*`, which a policy that names resources never fits.
Here the actions that IAM decides for single resources are held against what the request names; all
others stay with `*`, as in the service authorization reference. And ACM, whose refusals moto writes in
XML, refuses in the JSON that it speaks.
"""

import json
import urllib.parse

from moto.core.exceptions import AccessDeniedError, JsonRESTError
from moto.iam.access_control import IAMRequest

FORM_MEMBERS = {
    "elasticloadbalancing:RegisterTargets": "TargetGroupArn",
    "elasticloadbalancing:DeregisterTargets": "TargetGroupArn",
    "elasticloadbalancing:ModifyTargetGroup": "TargetGroupArn",
    "elasticloadbalancing:CreateListener": "LoadBalancerArn",
    "elasticloadbalancing:ModifyListener": "ListenerArn",
    "elasticloadbalancing:AddListenerCertificates": "ListenerArn",
    "elasticloadbalancing:CreateRule": "ListenerArn",
    "elasticloadbalancing:ModifyRule": "RuleArn",
    "elasticloadbalancing:SetRulePriorities": "RulePriorities.member.1.RuleArn",
    "elasticloadbalancing:AddTags": "ResourceArns.member.1",
    "elasticloadbalancing:RemoveTags": "ResourceArns.member.1",
    "sts:AssumeRole": "RoleArn",
}

# What needs leave for its tags too, where it has any.
TAGGING = {
    "elasticloadbalancing:CreateTargetGroup": "elasticloadbalancing:AddTags",
    "acm:ImportCertificate": "acm:AddTagsToCertificate",
}
ACM_ACTIONS = {
    "acm:AddTagsToCertificate",
    "acm:DescribeCertificate",
    "acm:ImportCertificate",
    "acm:ListTagsForCertificate",
}


def apply():
    """Replaces the method concerned, for the whole process."""
    check = IAMRequest.check_action_permitted

    def check_action_permitted(request, resource):
        try:
            resource = named(request) or resource
            check(request, resource)
            if tagging := has_tags(request) and TAGGING.get(request._action):
                request._action = tagging
                check(request, resource)
        except AccessDeniedError as error:
            if request._service != "acm":
                raise
            refusal = JsonRESTError("AccessDeniedException", error.message)
            refusal.code = 403
            raise refusal from error

    IAMRequest.check_action_permitted = check_action_permitted


def has_tags(request):
    if request._service == "acm":
        return bool(json.loads(request._body).get("Tags"))
    return any(name.startswith("Tags.member.") for name in request._data)


def named(request):
    """The resource that a request names; None where IAM knows no single ones for its action."""
    if member := FORM_MEMBERS.get(request._action):
        # moto has taken the form apart: each member is a list of its values.
        [arn] = request._data[member]
        return arn
    if request._action == "elasticloadbalancing:CreateTargetGroup":
        [name] = request._data["Name"]
        place = f"{request._region}:{request.account_id}"
        return f"arn:aws:elasticloadbalancing:{place}:targetgroup/{name}/anew"
    if request._action in ACM_ACTIONS:
        # One that is imported anew has no ARN yet.
        anew = f"arn:aws:acm:{request._region}:{request.account_id}:certificate/anew"
        return json.loads(request._body).get("CertificateArn", anew)
    if request._action == "airflow:GetEnvironment":
        name = urllib.parse.unquote(request._path.rstrip("/").rpartition("/")[2])
        return f"arn:aws:airflow:{request._region}:{request.account_id}:environment/{name}"
    return None
