"""Says as JSON what credentials botocore finds in this process's environment and files.

It is to botocore what `witness resolve` is to this client.
"""

import json

import botocore.session


def found():
    try:
        credentials = botocore.session.Session().get_credentials()
        keys = credentials and credentials.get_frozen_credentials()
    except Exception as error:  # Whatever it is, it is what botocore's user is shown.
        return {"error": f"{type(error).__name__}: {error}"}
    if not keys:
        return {"error": "none"}
    return {
        "accessKeyId": keys.access_key,
        "secretAccessKey": keys.secret_key,
        "sessionToken": keys.token,
        "accountId": keys.account_id,
    }


if __name__ == "__main__":
    print(json.dumps({"credentials": found()}))
